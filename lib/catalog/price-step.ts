import { defaultText } from "@/lib/base/i18n-text";
import type { PriceAtStripe } from "@/lib/db/schema/stripe-list";
import { currencyStep } from "./currency-options";
import type { ProductRow, VariantRow } from "./product-facts";
import { hasOtherTaxBehavior, taxBehaviorOf } from "./stripe-tax";
import { optionLabel } from "./variant-text";

/** Names the old Price in the metadata of the one that replaces it, so that a sync that was cut off between the two is finished. */
export const REPLACES = "replaces";

/** What a Price is called at Stripe. */
export const nicknameOf = (row: ProductRow, variant: VariantRow): string =>
  defaultText(optionLabel(row.options, variant.options)) || defaultText(row.name);

/** What has to be done at Stripe about a variant's Price: nothing, change its texts or prices in other currencies, or make a new one, as an amount can't be changed. */
export function priceStep(
  row: ProductRow,
  variant: VariantRow,
  productId: string,
  price: PriceAtStripe,
): "keep" | "edit" | "replace" {
  const isSame = price.unit_amount === variant.unitAmount && price.product === productId;
  const ofCurrencies = currencyStep(variant.prices, price);
  if (!isSame || hasOtherTaxBehavior(price) || ofCurrencies === "replace") return "replace";
  // A price made by a merchant may not name its variant yet.
  const isNamed = price.lookup_key === variant.sku || price.metadata.sku === variant.sku;
  const saysTax = taxBehaviorOf(price) !== "unspecified";
  const isKept = price.nickname === nicknameOf(row, variant) && isNamed && saysTax;
  return isKept && ofCurrencies === "keep" ? "keep" : "edit";
}

/** The Price that this one has replaced, if it is still active and no variant's. */
export function leftBehind(
  price: PriceAtStripe,
  active: readonly PriceAtStripe[],
  used: ReadonlySet<string>,
): string | null {
  const old = active.find(({ id }) => id === price.metadata[REPLACES]);
  return old?.active && !used.has(old.id) ? old.id : null;
}
