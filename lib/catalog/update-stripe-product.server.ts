import "server-only";
import type Stripe from "stripe";
import type { ProductFacts } from "@/lib/db/schema/catalog";
import type { Side } from "./merge-facts";
import { compareProduct, type ProductRow } from "./product-facts";

/**
 * Tells Stripe what was edited in the store, and what else its product lacks. All facts are told at once, so it is read once
 * more before: it may have been edited there since. @returns it as it is then; `current` itself where it lacks nothing.
 */
export async function updateStripeProduct(
  stripe: Stripe,
  row: ProductRow,
  current: Stripe.Product,
  prefer: Side | null,
): Promise<Stripe.Product> {
  const wantedOf = (product: Stripe.Product) =>
    productParams(row.slug, compareProduct(row, product, prefer).wanted);
  if (says(current, wantedOf(current))) return current;
  const now = await stripe.products.retrieve(current.id);
  const wanted = wantedOf(now);
  return says(now, wanted) ? now : stripe.products.update(now.id, wanted);
}

export function productParams(slug: string, facts: ProductFacts) {
  return {
    name: facts.nameEn,
    description: facts.descriptionEn,
    active: facts.active,
    metadata: { slug, name_fr: facts.nameFr, description_fr: facts.descriptionFr },
  };
}

function says(current: Stripe.Product, wanted: ReturnType<typeof productParams>): boolean {
  return (
    current.name === wanted.name &&
    (current.description ?? "") === wanted.description &&
    current.active === wanted.active &&
    Object.entries(wanted.metadata).every(([key, value]) => (current.metadata[key] ?? "") === value)
  );
}
