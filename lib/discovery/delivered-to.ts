import type { Locale } from "@/i18n/routing";
import type { CatalogVariant } from "@/lib/catalog/types";
import type { DeliveryPlan } from "@/lib/model/delivery";
import type { ShippingRate } from "@/lib/model/quote";
import { cheapestDelivery } from "@/lib/model/rate-choice";
import { zoneRates } from "@/lib/shipping/zone-rates";
import { servedCountries, zoneOf } from "@/lib/shipping/zones";

/** What one piece of a variant is sent for. `country` is ISO 3166-1 alpha-2; without a rate nothing is said. */
export type DeliveredTo = { plan: DeliveryPlan; country: string };

/** The shop's own country where the shop delivers there, or the first that it delivers to; null without any. */
export function mainCountry(plan: DeliveryPlan, own: string): string | null {
  const served = servedCountries(plan);
  return served.includes(own) ? own : (served[0] ?? null);
}

/** The cheapest delivery of one piece to the door, before any discount. Pure. */
export function cheapestRate(
  { plan, country }: DeliveredTo,
  variant: Pick<CatalogVariant, "unitAmount" | "currency" | "weightGrams">,
  locale: Locale,
): ShippingRate | null {
  const zone = zoneOf(plan, { country });
  if (!zone) return null;
  const parcel = {
    country,
    currency: variant.currency,
    goods: variant.unitAmount,
    grams: variant.weightGrams ?? 0,
    tax: "none" as const,
  };
  return cheapestDelivery(zoneRates(zone, parcel, locale).filter(({ pickup }) => !pickup));
}
