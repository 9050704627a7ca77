import { otherLocales } from "@/i18n/routing";
import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { type Currency, isChargeable } from "@/lib/base/money";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import type { ImportCode, ImportIssue } from "@/lib/catalog/goods/issue";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { isSlugText, toSlug } from "@/lib/catalog/goods/slug-text";
import { metadataKey } from "@/lib/catalog/product-facts";
import { taxCodeOf } from "@/lib/catalog/stripe-tax";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";

export type AdoptableVariant = {
  price: PriceAtStripe;
  unitAmount: number;
  /** As Stripe names it; null when it does not. */
  sku: string | null;
  /** Which of the product's variants it is, for a shopper. */
  label: string;
};

export type Adoptable = {
  /** What its address is like. */
  slug: string;
  facts: Pick<GoodsProduct, "name" | "description" | "categories" | "taxCode">;
  variants: AdoptableVariant[];
};

type Leave = (code: ImportCode, message: string, price?: PriceAtStripe) => void;

/**
 * What the store can make of a product at Stripe: a variant of each active price that is paid once, by the piece, and in the store's currency. Pure.
 * @param prices the active ones of the product
 * @returns no `goods` when nothing of it can be sold; `leftOut` names what is not taken, and why
 */
export function adoptable(
  product: ProductAtStripe,
  prices: readonly PriceAtStripe[],
  currency: Currency,
): { goods: Adoptable | null; leftOut: ImportIssue[] } {
  const leftOut: ImportIssue[] = [];
  const leave: Leave = (code, message, price) => {
    const column = price ? `${product.id}, ${price.id}` : product.id;
    leftOut.push({ line: 0, column, code, message });
  };
  if (!product.active) {
    leave("product_archived", `"${product.name}" is in Stripe's archive`);
    return { goods: null, leftOut };
  }
  const variants = variantsOf(inOrder(product, prices), currency, leave);
  if (variants.length === 0) {
    leave("product_without_price", `"${product.name}" has no price that the store can sell by`);
    return { goods: null, leftOut };
  }
  const { name, description, metadata } = product;
  const slug = metadata.slug && isSlugText(metadata.slug) ? metadata.slug : toSlug(name);
  const inOthers = (part: "name" | "description") =>
    Object.fromEntries(
      otherLocales.flatMap((locale) => {
        const text = metadata[metadataKey(part, locale)];
        return text ? [[locale, text]] : [];
      }),
    );
  const facts = {
    name: { ...inDefaultLanguage(name), ...inOthers("name") },
    description: { ...inDefaultLanguage(description ?? ""), ...inOthers("description") },
    categories: metadata.category ? [metadata.category] : [],
    taxCode: taxCodeOf(product),
  };
  return { goods: { slug: slug || "product", facts, variants }, leftOut };
}

/** The default price first, then as they were made; those of one second from the cheapest on. */
function inOrder({ default_price }: ProductAtStripe, prices: readonly PriceAtStripe[]): PriceAtStripe[] {
  const byDefault = typeof default_price === "string" ? default_price : default_price?.id;
  const rank = ({ id }: PriceAtStripe) => (id === byDefault ? 0 : 1);
  return prices.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      a.created - b.created ||
      (a.unit_amount ?? 0) - (b.unit_amount ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
}

function variantsOf(prices: readonly PriceAtStripe[], currency: Currency, leave: Leave): AdoptableVariant[] {
  const fitting: Omit<AdoptableVariant, "label">[] = [];
  for (const price of prices) {
    const unitAmount = unitAmountOf(price, currency, leave);
    if (unitAmount === null) continue;
    const sku = price.lookup_key ?? price.metadata.sku ?? null;
    if (fitting.some((one) => one.sku !== null && one.sku === sku))
      leave("sku_repeated", `another price of the product has the SKU ${sku}`, price);
    else fitting.push({ price, unitAmount, sku });
  }
  const variants: AdoptableVariant[] = [];
  const seen = new Set<string>();
  for (const one of fitting) {
    const amount = writePrice(one.unitAmount, currency);
    const name = one.price.nickname || one.sku || amount;
    const withAmount = `${name} (${amount})`;
    if (seen.has(withAmount)) {
      leave(
        "options_repeated",
        `another price of the product is called ${name} and costs as much`,
        one.price,
      );
      continue;
    }
    const label = variants.some((other) => other.label === name) ? withAmount : name;
    seen.add(withAmount);
    variants.push({ ...one, label });
  }
  return variants;
}

function unitAmountOf(price: PriceAtStripe, currency: Currency, leave: Leave): number | null {
  const { type, billing_scheme, transform_quantity, unit_amount, currency: own } = price;
  if (type !== "one_time") leave("price_recurring", "it is paid again and again", price);
  else if (billing_scheme !== "per_unit" || transform_quantity)
    leave("price_not_per_unit", "what a piece costs depends on how many are bought", price);
  else if (own !== currency) leave("currency_other", `it is in ${own.toUpperCase()}`, price);
  else if (unit_amount === null)
    leave("price_not_per_unit", "it has no fixed amount, or parts of the smallest coin", price);
  else if (!isChargeable(unit_amount, currency))
    leave("price_decimals", `Stripe doesn't charge ${writePrice(unit_amount, currency)}`, price);
  else return unit_amount;
  return null;
}
