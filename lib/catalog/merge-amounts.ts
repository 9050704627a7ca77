import type { Currency } from "@/lib/base/money";
import type { OfferedPrice, PricedVariant, PriceMatches, UsablePrice } from "./match-prices";
import type { Side } from "./merge-facts";

/** A price that was edited on both sides; amounts in minor units. */
export type PriceConflict = { sku: string; currency: Currency; store: number; stripe: number };

export type MergedAmounts = PriceMatches & { conflicts: PriceConflict[] };

/**
 * Merges edited amounts. Both sides agreed on the stored Price's amount: another amount in the store was edited there, and
 * another Price was edited at Stripe. If both were, `prefer` decides, or nothing changes.
 * @param known also has archived Prices, at least the stored ones
 */
export function mergeAmounts(
  variants: readonly (PricedVariant & { unitAmount: number })[],
  { prices, problems }: PriceMatches,
  known: readonly OfferedPrice[],
  prefer: Side | null,
): MergedAmounts {
  const merged: MergedAmounts = { prices: new Map(prices), problems: [...problems], conflicts: [] };
  for (const variant of variants) {
    const price = prices.get(variant.id);
    const own = known.find(({ id }) => id === variant.stripePriceId);
    if (!price || !own || own.currency !== variant.currency) continue;
    const isEditedHere = variant.unitAmount !== own.unit_amount;
    if (!isEditedHere || variant.unitAmount === price.unit_amount) continue;
    if (price.unit_amount === own.unit_amount || prefer === "store") {
      merged.prices.set(variant.id, { ...price, unit_amount: variant.unitAmount });
    } else if (prefer === null) {
      const { sku, currency, unitAmount: store } = variant;
      merged.conflicts.push({ sku, currency, store, stripe: price.unit_amount });
      merged.problems.push({ code: "price_edited_twice", sku, priceId: price.id });
      keep(merged.prices, variant, own);
    }
  }
  return merged;
}

/** Keeps a variant's stored Price, unless that Price is archived. */
function keep(
  prices: Map<PricedVariant["id"], UsablePrice>,
  variant: PricedVariant & { unitAmount: number },
  own: OfferedPrice,
): void {
  if (own.active) prices.set(variant.id, { ...own, unit_amount: variant.unitAmount });
  else prices.delete(variant.id);
}
