import "server-only";
import { sql } from "drizzle-orm";
import { nextMirrorVersion } from "@/lib/catalog/mirror-version";
import { taxBehaviorOf, taxCodeOf } from "@/lib/catalog/stripe-tax";
import type { Transaction } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";

export type StripeLink = {
  slug: string;
  product: ProductAtStripe;
  prices: readonly { sku: string; price: PriceAtStripe }[];
};

/** Writes down which Product and Price an adopted product and its variants are at Stripe, so that the sync makes no others. */
export async function linkToStripe(tx: Transaction, links: readonly StripeLink[]): Promise<void> {
  const own = links.map(({ slug, product }) => ({
    ...{ slug, id: product.id, updated: product.updated, tax_code: taxCodeOf(product) },
  }));
  await tx.execute(sql`
    update ${products} set stripe_product_id = at.id, stripe_updated = at.updated, stripe_tax_code = at.tax_code,
      mirror_version = ${nextMirrorVersion}
    from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as at (slug text, id text, updated integer, tax_code text)
    where ${products}.slug = at.slug`);
  const sold = links.flatMap(({ prices }) =>
    prices.map(({ sku, price }) => ({ sku, id: price.id, tax_behavior: taxBehaviorOf(price) })),
  );
  await tx.execute(sql`
    update ${variants} set stripe_price_id = at.id, stripe_tax_behavior = at.tax_behavior
    from jsonb_to_recordset(${JSON.stringify(sold)}::jsonb) as at (sku text, id text, tax_behavior text)
    where ${variants}.sku = at.sku and not exists (select 1 from ${variants} other where other.stripe_price_id = at.id)`);
}
