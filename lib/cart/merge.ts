import type { VariantId } from "@/lib/base/ids";
import { withCodes } from "@/lib/model/promotion-code";
import { MAX_LINES, quantityLimit } from "./quantity";

export type MergeLine = { variantId: VariantId; quantity: number; seenUnitAmount: number };

/**
 * The lines of an account's cart once a guest's has come to it. Of what is in both, the sum, capped by what one line
 * may hold and by what there is; never less than either had, so that the cart can tell what has run short. The price
 * that was seen last is the guest's.
 *
 * @param available pieces this shopper could buy of each variant.
 */
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

/** What a shopper has asked of a cart besides its lines. */
export type CartChoices = {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Null while the country is the store's guess. */
  countryChosenAt: Date | null;
  promotionCodes: string[];
  loyaltyAsked: boolean;
};

/**
 * What is asked of an account's cart once a guest's has come to it: all that was asked of either, the guest's codes last, and
 * the country that was chosen last. Whether it can be granted to the account is for the next quote to say, with the reason.
 */
export function mergeChoices(own: CartChoices, guests: CartChoices): CartChoices {
  const { country, countryChosenAt } = chosenLater(own, guests) ? own : guests;
  return {
    country,
    countryChosenAt,
    promotionCodes: withCodes(own.promotionCodes, guests.promotionCodes),
    loyaltyAsked: own.loyaltyAsked || guests.loyaltyAsked,
  };
}

/** The first is kept where neither was chosen. */
function chosenLater(one: CartChoices, other: CartChoices): boolean {
  if (other.countryChosenAt === null) return true;
  return one.countryChosenAt !== null && one.countryChosenAt > other.countryChosenAt;
}
