import "server-only";
import type Stripe from "stripe";
import { otherLocales, routing } from "@/i18n/routing";
import type { ProductFacts } from "@/lib/db/schema/catalog";
import { type Side, textFact } from "./merge-facts";
import { compareProduct, metadataKey, type ProductRow } from "./product-facts";
import { taxCodeOf } from "./stripe-tax";

/**
 * Updates Stripe's product. It is read again first, because it may have been edited at Stripe.
 * @returns it afterwards; `current` if nothing changed
 */
export async function updateStripeProduct(
  stripe: Stripe,
  row: ProductRow,
  current: Stripe.Product,
  prefer: Side | null,
): Promise<Stripe.Product> {
  const wantedOf = (product: Stripe.Product) => {
    const params = productParams(row, compareProduct(row, product, prefer).wanted);
    return { ...params, metadata: { ...emptied(product), ...params.metadata } };
  };
  if (says(current, wantedOf(current))) return current;
  const now = await stripe.products.retrieve(current.id);
  const wanted = wantedOf(now);
  return says(now, wanted) ? now : stripe.products.update(now.id, wanted);
}

function emptied({ metadata }: Stripe.Product): Record<string, string> {
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

function says(current: Stripe.Product, wanted: ReturnType<typeof productParams>): boolean {
  return (
    current.name === wanted.name &&
    (current.description ?? "") === wanted.description &&
    current.active === wanted.active &&
    (wanted.tax_code === undefined || taxCodeOf(current) === wanted.tax_code) &&
    Object.entries(wanted.metadata).every(([key, value]) => (current.metadata[key] ?? "") === value)
  );
}
