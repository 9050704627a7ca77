import type { Currency } from "@/lib/base/money";
import { amountsIn } from "@/lib/currencies/price-in";
import type { DeliveryZone } from "@/lib/model/delivery";

/** A zone whose rates have the amounts of a currency: those that the merchant has not given are converted. */
export function zoneIn<Zone extends DeliveryZone>(zone: Zone, code: Currency): Zone {
  return {
    ...zone,
    rates: zone.rates.map((rate) => ({
      ...rate,
      ...(rate.freeFrom && { freeFrom: amountsIn(rate.freeFrom, code, "limit") }),
      prices: rate.prices.map((step) => ({
        ...step,
        ...(step.upTo && { upTo: amountsIn(step.upTo, code, "limit") }),
        price: amountsIn(step.price, code),
      })),
    })),
  };
}
