import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import type { DeliveryRate, DeliveryZone } from "@/lib/model/delivery";
import type { QuoteLine, ShippingRate } from "@/lib/model/quote";

type Parcel = {
  currency: Currency;
  /** Goods after discounts, in minor units. */
  goods: number;
  grams: number;
};

/** The deliveries on offer for a parcel, in the zone's order, with the shopper's names. Pure. */
export function zoneRates(zone: DeliveryZone, parcel: Parcel, locale: Locale): ShippingRate[] {
  return zone.rates.flatMap((rate) => {
    const amount = priceOf(rate, parcel);
    if (amount === null) return [];
    const [minDays, maxDays] = rate.days;
    return { speed: rate.id, name: inLocale(rate.name, locale), amount, minDays, maxDays };
  });
}

function priceOf({ prices, freeFrom }: DeliveryRate, { currency, goods, grams }: Parcel): number | null {
  const step = prices.find(({ upToGrams, upTo }) => {
    if (upToGrams !== undefined) return grams <= upToGrams;
    return upTo === undefined || goods <= (upTo[currency] ?? -1);
  });
  const price = step?.price[currency];
  if (price === undefined) return null;
  return goods >= (freeFrom?.[currency] ?? Number.POSITIVE_INFINITY) ? 0 : price;
}

/** The weight of the goods in grams. A variant of unknown weight counts as weightless. */
export function gramsOf(lines: readonly Pick<QuoteLine, "grams" | "quantity">[]): number {
  return lines.reduce((sum, { grams = 0, quantity }) => sum + grams * quantity, 0);
}
