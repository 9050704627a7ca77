import "server-only";
import { asc } from "drizzle-orm";
import type Stripe from "stripe";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { products, variants } from "@/lib/db/schema";
import { createOnce } from "./create-once.server";
import { readOffered } from "./offered.server";
import { factsOf, type ProductRow, type VariantRow } from "./product-facts";
import { syncPrices } from "./sync-prices.server";

/** Of Products and Prices. */
export type SyncCounts = { created: number; updated: number; unchanged: number };

/** General tangible goods. Source: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

/**
 * Makes Stripe's catalogue the store's: a Product for each product (found by its id or metadata `slug`), a Price for each
 * variant that never had one. What was changed at Stripe is taken over, as if its event had come; what was changed in the
 * database alone is told to Stripe, an amount as a new Price. A second run changes nothing; two at once, in however many
 * processes, come one after the other. Prices are told whether they contain the tax: `wantedTaxBehavior`.
 */
export async function syncCatalog(db: Database, stripe: Stripe): Promise<SyncCounts> {
  const wait = () => console.log("Another sync of the catalogue is running; this one waits for its end.");
  return withLeaseInTurn(db, "catalog.sync", wait, () => sync(db, stripe));
}

async function sync(db: Database, stripe: Stripe): Promise<SyncCounts> {
  const counts: SyncCounts = { created: 0, updated: 0, unchanged: 0 };
  const rows = await db.select().from(products).orderBy(asc(products.categorySlug), asc(products.position));
  const own = new Map<string, VariantRow[]>();
  for (const variant of await db.select().from(variants).orderBy(asc(variants.position))) {
    own.set(variant.productId, [...(own.get(variant.productId) ?? []), variant]);
  }
  const known = await stripeProducts(stripe);
  const offered = await readOffered(stripe);
  for (const row of rows) {
    const product = await syncProduct(stripe, row, known, counts);
    const stored = { product: row, variants: own.get(row.id) ?? [] };
    await syncPrices({ db, stripe, counts }, stored, product, offered);
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

async function syncProduct(
  stripe: Stripe,
  row: ProductRow,
  known: ReadonlyMap<string, Stripe.Product>,
  counts: SyncCounts,
): Promise<Stripe.Product> {
  const current = known.get(row.stripeProductId ?? "") ?? known.get(row.slug);
  if (!current) {
    counts.created += 1;
    const wanted = paramsOf(row);
    // An empty text clears one that is there; a new product has none to clear.
    const params = { ...wanted, description: wanted.description || undefined, tax_code: TAX_CODE };
    return createOnce(
      { ...params, insteadOf: row.stripeProductId },
      (options) => stripe.products.create(params, options),
      ({ id }) => stripe.products.retrieve(id),
    );
  }
  // Stripe's product has changed since the store last looked, or the store never looked: it is the merchant's word.
  const isStripesWord = current.updated !== row.stripeUpdated;
  const agreed = isStripesWord
    ? { ...row, ...factsOf({ ...row, stripeProductId: current.id }, current) }
    : row;
  const wanted = paramsOf(agreed);
  const isTold = isSame(current, wanted, isStripesWord);
  counts[isTold && isSame(current, paramsOf(row), isStripesWord) ? "unchanged" : "updated"] += 1;
  return isTold ? current : stripe.products.update(current.id, wanted);
}

function paramsOf({
  slug,
  name,
  description,
  active,
}: Pick<ProductRow, "slug" | "name" | "description" | "active">) {
  return {
    name: name.en,
    description: description.en,
    active,
    metadata: { slug, name_fr: name.fr, description_fr: description.fr },
  };
}

/** @param mayLack a description that Stripe does not have is none that somebody has changed. */
function isSame(current: Stripe.Product, wanted: ReturnType<typeof paramsOf>, mayLack: boolean): boolean {
  return (
    current.name === wanted.name &&
    ((current.description ?? "") === wanted.description || (mayLack && current.description === null)) &&
    current.active === wanted.active &&
    Object.entries(wanted.metadata).every(([key, value]) => (current.metadata[key] ?? "") === value)
  );
}
