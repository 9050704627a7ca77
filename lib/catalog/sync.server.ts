import "server-only";
import { asc, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { optionLabel } from "@/lib/cart/variant-text";
import type { Database } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { PriceId } from "@/lib/ids";

export type SyncCounts = { created: number; updated: number; unchanged: number };

type ProductRow = typeof products.$inferSelect;
type VariantRow = typeof variants.$inferSelect;

/** General tangible goods. Source: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

/** Stripe takes this many lookup keys in one list call. */
const KEYS_PER_CALL = 10;

/**
 * Makes Stripe's catalogue the store's: a Product for each product (found by its id or metadata `slug`), a Price for
 * each variant (found by lookup key, the SKU), and keeps their ids. Counts Products and Prices. A second run changes nothing.
 */
export async function syncCatalog(db: Database, stripe: Stripe): Promise<SyncCounts> {
  const counts: SyncCounts = { created: 0, updated: 0, unchanged: 0 };
  const rows = await db.select().from(products).orderBy(asc(products.categorySlug), asc(products.position));
  const variantRows = await db.select().from(variants).orderBy(asc(variants.position));
  const known = await stripeProducts(stripe);
  const prices = await stripePrices(
    stripe,
    variantRows.map((variant) => variant.sku),
  );
  for (const row of rows) {
    const stripeProductId = await syncProduct(stripe, row, known, counts);
    if (row.stripeProductId !== stripeProductId) {
      await db.update(products).set({ stripeProductId }).where(eq(products.id, row.id));
    }
    for (const variant of variantRows.filter(
      (candidate) => candidate.productId === row.id && candidate.active,
    )) {
      const price = prices.get(variant.sku);
      const stripePriceId = await syncPrice(stripe, row, variant, stripeProductId, price, counts);
      if (variant.stripePriceId !== stripePriceId) {
        await db.update(variants).set({ stripePriceId }).where(eq(variants.id, variant.id));
      }
    }
  }
  return counts;
}

async function stripeProducts(stripe: Stripe): Promise<Map<string, Stripe.Product>> {
  const found = new Map<string, Stripe.Product>();
  for await (const product of stripe.products.list({ limit: 100 })) {
    found.set(product.id, product);
    const { slug } = product.metadata;
    if (slug && (product.active || !found.has(slug))) found.set(slug, product);
  }
  return found;
}

async function stripePrices(stripe: Stripe, skus: readonly string[]): Promise<Map<string, Stripe.Price>> {
  const found = new Map<string, Stripe.Price>();
  for (let start = 0; start < skus.length; start += KEYS_PER_CALL) {
    const lookupKeys = skus.slice(start, start + KEYS_PER_CALL);
    const page = await stripe.prices.list({ lookup_keys: lookupKeys, active: true, limit: 100 });
    for (const price of page.data) if (price.lookup_key) found.set(price.lookup_key, price);
  }
  return found;
}

async function syncProduct(
  stripe: Stripe,
  row: ProductRow,
  known: ReadonlyMap<string, Stripe.Product>,
  counts: SyncCounts,
): Promise<string> {
  const wanted = {
    name: row.name.en,
    description: row.description.en,
    active: row.active,
    metadata: { slug: row.slug, name_fr: row.name.fr, description_fr: row.description.fr },
  };
  const current = known.get(row.stripeProductId ?? "") ?? known.get(row.slug);
  if (!current) {
    counts.created += 1;
    return (await stripe.products.create({ ...wanted, tax_code: TAX_CODE })).id;
  }
  const same =
    current.name === wanted.name &&
    current.description === wanted.description &&
    current.active === wanted.active &&
    Object.entries(wanted.metadata).every(([key, value]) => current.metadata[key] === value);
  if (same) {
    counts.unchanged += 1;
  } else {
    counts.updated += 1;
    await stripe.products.update(current.id, wanted);
  }
  return current.id;
}

async function syncPrice(
  stripe: Stripe,
  row: ProductRow,
  variant: VariantRow,
  product: string,
  current: Stripe.Price | undefined,
  counts: SyncCounts,
): Promise<PriceId> {
  const nickname = optionLabel(row.options, variant.options).en || row.name.en;
  const same =
    current?.unit_amount === variant.unitAmount &&
    current.currency === variant.currency &&
    current.product === product;
  if (current && same) {
    if (current.nickname === nickname) {
      counts.unchanged += 1;
    } else {
      counts.updated += 1;
      await stripe.prices.update(current.id, { nickname });
    }
    return current.id as PriceId;
  }
  const price = await stripe.prices.create({
    product,
    currency: variant.currency,
    unit_amount: variant.unitAmount,
    lookup_key: variant.sku,
    transfer_lookup_key: true,
    nickname,
    tax_behavior: "inclusive",
    metadata: { sku: variant.sku },
  });
  // An amount can't be changed: the new Price takes the key over, and the old one is archived.
  if (current) await stripe.prices.update(current.id, { active: false });
  counts[current ? "updated" : "created"] += 1;
  return price.id as PriceId;
}
