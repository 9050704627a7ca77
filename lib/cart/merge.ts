import type { VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { withCodes } from "@/lib/model/promotion-code";
import { MAX_LINES, quantityLimit } from "./quantity";

export type MergeLine = {
  variantId: VariantId;
  quantity: number;
  seenUnitAmount: number;
  seenCurrency: Currency | null;
};

/** Adds both carts' lines, up to the limit and the stock, but never fewer than either cart had. `available` has the pieces for this shopper. */
export function mergeLines(
  own: readonly MergeLine[],
  guests: readonly MergeLine[],
  available: ReadonlyMap<VariantId, number>,
): MergeLine[] {
  const merged = new Map(own.map((line) => [line.variantId, line]));
  for (const line of guests) {
    const before = merged.get(line.variantId);
    if (!before && merged.size >= MAX_LINES) continue;
    const limit = quantityLimit(available.get(line.variantId) ?? 0);
    const sum = Math.min((before?.quantity ?? 0) + line.quantity, limit);
    merged.set(line.variantId, { ...line, quantity: Math.max(sum, before?.quantity ?? 0, line.quantity) });
  }
  return [...merged.values()];
}

export type CartChoices = {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Null while the store has only guessed the country. */
  countryChosenAt: Date | null;
  /** Null is the store's own. */
  currency: Currency | null;
  promotionCodes: string[];
  loyaltyAsked: boolean;
};

/** The choices of both carts, the guest's codes last, the country that was chosen last, and the currency of the guest's browser. The next quote decides which discounts the account gets. */
export function mergeChoices(own: CartChoices, guests: CartChoices): CartChoices {
  const { country, countryChosenAt } = chosenLater(own, guests) ? own : guests;
  return {
    country,
    countryChosenAt,
    currency: guests.currency,
    promotionCodes: withCodes(own.promotionCodes, guests.promotionCodes),
    loyaltyAsked: own.loyaltyAsked || guests.loyaltyAsked,
  };
}

function chosenLater(one: CartChoices, other: CartChoices): boolean {
  if (other.countryChosenAt === null) return true;
  return one.countryChosenAt !== null && one.countryChosenAt > other.countryChosenAt;
}
