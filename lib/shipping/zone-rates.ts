import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import type { DeliveryRate, DeliveryZone } from "@/lib/model/delivery";
import type { Quote, QuoteLine, ShippingRate } from "@/lib/model/quote";

type Parcel = {
  /** ISO 3166-1 alpha-2. */
  country: string;
  currency: Currency;
  /** Goods after discounts, in minor units. */
  goods: number;
  grams: number;
  tax: Quote["tax"];
};

/** The deliveries on offer for a parcel, in the zone's order and pick-ups last, with the shopper's names. Pure. */
export function zoneRates(zone: DeliveryZone, parcel: Parcel, locale: Locale): ShippingRate[] {
  const rates = zone.rates.flatMap((rate): ShippingRate[] => {
    const amount = isOffered(rate, parcel) ? priceOf(rate, parcel) : null;
    return amount === null
      ? []
      : [
          {
            speed: rate.id,
            name: inLocale(rate.name, locale),
            amount,
            ...timeOf(rate),
            ...placeOf(rate, locale),
          },
        ];
  });
  // Stripe's page begins with the first, which must be a delivery to the door.
  return [...rates.filter(({ pickup }) => !pickup), ...rates.filter(({ pickup }) => pickup)];
}

/** Where the tax depends on the state, so that the shopper's own address would decide it wrongly. */
const TAXED_BY_STATE: readonly string[] = ["US", "CA"];

function isOffered({ countries, pickup }: DeliveryRate, { country, tax }: Parcel): boolean {
  if (countries && !countries.includes(country)) return false;
  if (!pickup || tax !== "stripe") return true;
  return country === pickup.address.country && !TAXED_BY_STATE.includes(country);
}

function timeOf({ days, hours }: DeliveryRate): Pick<ShippingRate, "minDays" | "maxDays" | "hours"> {
  if (!hours) return { minDays: days?.[0] ?? 0, maxDays: days?.[1] ?? 0 };
  const [soonest, latest] = hours;
  return { minDays: Math.floor(soonest / 24), maxDays: Math.ceil(latest / 24), hours };
}

function placeOf({ pickup }: DeliveryRate, locale: Locale): Pick<ShippingRate, "pickup"> {
  if (!pickup) return {};
  return { pickup: { address: pickup.address, openingHours: inLocale(pickup.openingHours, locale) } };
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
