import { isDeepStrictEqual } from "node:util";
import { matchPrices, type PriceProblem } from "./match-prices";
import { mergeAmounts } from "./merge-amounts";
import { leftBehind, priceStep } from "./price-step";
import { compareProduct, defaultPriceOf } from "./product-facts";
import { isProductUpToDate } from "./product-params";
import type { StoredProduct } from "./stored-product.server";
import type { Listed } from "./stripe-list.server";
import { taxBehaviorOf } from "./stripe-tax";

/**
 * Whether a sync would change nothing of a product, here and at Stripe, so that it needs neither a call nor a transaction. Pure.
 * @param stored the problems of its prices that are stored
 * @returns how many of its variants are off sale without a Price; null when there is something to do
 */
export function offSaleInStep(
  { product: row, variants }: StoredProduct,
  { product, prices: listed }: Listed,
  stored: readonly PriceProblem[],
): number | null {
  if (!product) return null;
  const { changes, wanted, conflicts } = compareProduct(row, product);
  if (conflicts.length > 0 || !isDeepStrictEqual({ ...row, ...changes }, row)) return null;
  if (!isProductUpToDate(row, product, wanted)) return null;

  const matches = matchPrices(variants, listed, defaultPriceOf(product));
  const merged = mergeAmounts(variants, matches, listed, null);
  if (merged.conflicts.length > 0 || !isDeepStrictEqual(keysOf(merged.problems), keysOf(stored))) return null;
  const used = new Set([...merged.prices.values()].map(({ id }) => id));
  let offSale = 0;
  for (const variant of variants) {
    const price = listed.find(({ id }) => id === merged.prices.get(variant.id)?.id);
    if (!price) {
      if (variant.active) return null;
      if (variant.stripePriceId !== null) offSale += 1;
      continue;
    }
    const isSame =
      variant.stripePriceId === price.id &&
      variant.stripeTaxBehavior === taxBehaviorOf(price) &&
      priceStep(row, variant, product.id, price) === "keep";
    if (!isSame || leftBehind(price, listed, used) !== null) return null;
  }
  return offSale;
}

const keysOf = (problems: readonly PriceProblem[]) =>
  problems.map(({ code, sku, priceId }) => [code, sku, priceId].join(" ")).sort();
