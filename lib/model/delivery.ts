import type { Localized } from "@/lib/base/i18n-text";
import type { AmountByCurrency } from "@/lib/base/money";
import type { Address } from "./order";
import type { TaxBehavior } from "./tax-behavior";

/** Where a parcel goes, as far as the zones ask. `country` is ISO 3166-1 alpha-2; what is not known yet is null. */
export type Destination = { country: string; postalCode?: string | null; state?: string | null };

/** Countries, and parts of countries. The more exact place wins: the longest postal code, then a region, then the country. */
export type Places = {
  countries: readonly string[];
  /** How postal codes begin, by country: `{ FR: ["20"] }` is Corsica. */
  postalCodes?: Readonly<Record<string, readonly string[]>> | undefined;
  /** States as addresses have them, by country: `{ US: ["AK", "HI"] }`. */
  regions?: Readonly<Record<string, readonly string[]>> | undefined;
};

/** A price for carts up to a weight or an amount; without either, for all carts. */
export type PriceStep = {
  upToGrams?: number | undefined;
  /** Goods after discounts, in minor units. */
  upTo?: AmountByCurrency | undefined;
  /** Minor units. */
  price: AmountByCurrency;
};

/** Where shoppers collect their goods. */
export type PickupPlace = { address: Address; openingHours: Localized };

export type DeliveryRate = {
  /** Unique in its zone. */
  id: string;
  name: Localized;
  /** Business days, at the soonest and at the latest. A rate has these or `hours`. */
  days?: readonly [number, number] | undefined;
  hours?: readonly [number, number] | undefined;
  /** Of the zone's countries, those that it is offered to; all of them without it. */
  countries?: readonly string[] | undefined;
  /** Nothing is sent: the goods are collected there. */
  pickup?: PickupPlace | undefined;
  /** Free for goods from this amount on, after discounts; minor units. */
  freeFrom?: AmountByCurrency | undefined;
  /** The first step that the cart fits in gives the price. A cart that fits in none gets no such delivery. */
  prices: readonly PriceStep[];
};

/** Places that share their rates, in the order they are shown. Nothing is delivered to a zone without rates. */
export type DeliveryZone = Places & {
  id: string;
  /** Whether the store's prices contain the tax there; without it, the store's own setting counts. */
  taxBehavior?: TaxBehavior | undefined;
  rates: readonly DeliveryRate[];
};

/** The whole of it. A place is in one zone at most. */
export type DeliveryPlan = { zones: readonly DeliveryZone[] };

/** A zone as a quote keeps it: `except` are parts of its countries that are in other zones. */
export type QuotedZone = DeliveryZone & { except?: Omit<Places, "countries"> };

/** Whether the postal code or the state decides if a parcel stays in the zone. */
export function isDivided({ postalCodes, regions, except }: QuotedZone): boolean {
  return [postalCodes, regions, except].some((parts) => parts !== undefined);
}
