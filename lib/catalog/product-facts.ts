import type Stripe from "stripe";
import type { products, variants } from "@/lib/db/schema";
import { taxCodeOf } from "./stripe-tax";

export type ProductRow = typeof products.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;
export type DeletedAtStripe = { id: string; deleted: true };

/** What Stripe decides of a product of the store; null when Stripe's product is another's. */
export function factsOf(row: ProductRow, product: Stripe.Product | DeletedAtStripe) {
  if (product.deleted) {
    if (row.stripeProductId !== product.id) return null;
    return { active: false, stripeProductId: null, stripeUpdated: null };
  }
  const { slug, name_fr, description_fr } = product.metadata;
  const isOwn = row.stripeProductId === product.id || (row.stripeProductId === null && slug === row.slug);
  if (!isOwn) return null;
  return {
    stripeProductId: product.id,
    stripeUpdated: product.updated,
    stripeTaxCode: taxCodeOf(product),
    name: { en: product.name, fr: name_fr ?? row.name.fr },
    description: {
      en: product.description ?? row.description.en,
      fr: description_fr ?? row.description.fr,
    },
    active: product.active,
  };
}

export function defaultPriceOf(product: Stripe.Product | DeletedAtStripe): string | null {
  if (product.deleted || !product.default_price) return null;
  return typeof product.default_price === "string" ? product.default_price : product.default_price.id;
}

/** All that pages show of a product and Stripe decides. */
export function looksOf({ name, description, active }: ProductRow, own: readonly VariantRow[]): string {
  const priced = own.map((variant) => [variant.id, variant.unitAmount, variant.active]);
  return JSON.stringify([name.en, name.fr, description.en, description.fr, active, priced]);
}
