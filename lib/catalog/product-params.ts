import { otherLocales, routing } from "@/i18n/routing";
import type { ProductFacts } from "@/lib/db/schema/catalog";
import type { ProductAtStripe } from "@/lib/db/schema/stripe-list";
import { textFact } from "./merge-facts";
import { metadataKey, type ProductRow } from "./product-facts";
import { taxCodeOf } from "./stripe-tax";

/** Whether Stripe's product says all that it should. */
export const isProductUpToDate = (row: ProductRow, product: ProductAtStripe, wanted: ProductFacts): boolean =>
  says(product, wantedProduct(row, product, wanted));

/** What Stripe's product is to be changed to; a text that it should no longer have is empty. */
export function wantedProduct(row: ProductRow, product: ProductAtStripe, wanted: ProductFacts) {
  const params = productParams(row, wanted);
  return { ...params, metadata: { ...emptied(product), ...params.metadata } };
}

function emptied({ metadata }: ProductAtStripe): Record<string, string> {
  const keys = otherLocales.flatMap((locale) => [
    metadataKey("name", locale),
    metadataKey("description", locale),
  ]);
  return Object.fromEntries(keys.filter((key) => key in metadata).map((key) => [key, ""]));
}

/** What Stripe's product should say. Its tax code stays as it is there unless the merchant has chosen one here. */
export function productParams({ slug, taxCode }: Pick<ProductRow, "slug" | "taxCode">, facts: ProductFacts) {
  const { defaultLocale } = routing;
  const texts = (["name", "description"] as const).flatMap((part) =>
    otherLocales.flatMap((locale) => {
      const text = facts[textFact(part, locale)];
      return text === undefined ? [] : [[metadataKey(part, locale), text] as const];
    }),
  );
  const metadata: Record<string, string> = { slug, ...Object.fromEntries(texts) };
  return {
    name: facts[textFact("name", defaultLocale)] ?? "",
    description: facts[textFact("description", defaultLocale)] ?? "",
    active: facts.active,
    ...(taxCode !== null && { tax_code: taxCode }),
    metadata,
  };
}

function says(current: ProductAtStripe, wanted: ReturnType<typeof productParams>): boolean {
  return (
    current.name === wanted.name &&
    (current.description ?? "") === wanted.description &&
    current.active === wanted.active &&
    (wanted.tax_code === undefined || taxCodeOf(current) === wanted.tax_code) &&
    Object.entries(wanted.metadata).every(([key, value]) => (current.metadata[key] ?? "") === value)
  );
}
