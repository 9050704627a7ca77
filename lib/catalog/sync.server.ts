import "server-only";
import { asc, gt, inArray } from "drizzle-orm";
import type Stripe from "stripe";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { products, variants } from "@/lib/db/schema";
import type { ProductFacts } from "@/lib/db/schema/catalog";
import type { ProductId } from "@/lib/ids";
import { createOnce } from "./create-once.server";
import type { PriceConflict } from "./merge-amounts";
import type { FactConflict, Side } from "./merge-facts";
import { readOffered } from "./offered.server";
import { factsOfRow, lookAt, type ProductRow, type VariantRow } from "./product-facts";
import type { StoredProduct } from "./stored-product.server";
import { syncPrices } from "./sync-prices.server";

/** Of Products and Prices. */
export type SyncCounts = { created: number; updated: number; unchanged: number };

/** What was edited in the store and at Stripe, to different things. */
export type CatalogConflict = ({ slug: string } & FactConflict) | PriceConflict;

export type SyncReport = SyncCounts & {
  /** Variants that have lost their Price: `listPriceProblems` says why. */
  offSale: number;
  /** Left as it is on both sides, until somebody says which side holds. */
  conflicts: CatalogConflict[];
};

export type Sync = { db: Database; stripe: Stripe; prefer: Side | null; report: SyncReport };

/** General tangible goods. Source: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

/** Products that are read from the database at a time. */
const BATCH = 200;

/**
 * Makes Stripe's catalogue and the store's the same: a Product for each product (found by its id or metadata `slug`), a Price for
 * each variant that never had one. What was edited on one side since both agreed is taken over by the other, an amount as a new
 * Price; what was edited on both is left alone and reported, unless `prefer` says which side holds. A second run changes nothing;
 * two at once, in however many processes, come one after the other. Prices are told whether they contain the tax: `wantedTaxBehavior`.
 */
export async function syncCatalog(
  db: Database,
  stripe: Stripe,
  prefer: Side | null = null,
): Promise<SyncReport> {
  const wait = () => console.log("Another sync of the catalogue is running; this one waits for its end.");
  return withLeaseInTurn(db, "catalog.sync", wait, () => sync(db, stripe, prefer));
}

async function sync(db: Database, stripe: Stripe, prefer: Side | null): Promise<SyncReport> {
  const report: SyncReport = { created: 0, updated: 0, unchanged: 0, offSale: 0, conflicts: [] };
  const run: Sync = { db, stripe, prefer, report };
  const known = await stripeProducts(stripe);
  const offered = await readOffered(stripe);
  let after: ProductId | null = null;
  for (;;) {
    const batch: StoredProduct[] = await productsAfter(db, after);
    for (const stored of batch) {
      const product = await syncProduct(run, stored.product, known);
      await syncPrices(run, stored, product, offered);
    }
    after = batch.at(-1)?.product.id ?? null;
    if (batch.length < BATCH) return report;
  }
}

async function productsAfter(db: Database, after: ProductId | null): Promise<StoredProduct[]> {
  const rows = await db
    .select()
    .from(products)
    .where(after === null ? undefined : gt(products.id, after))
    .orderBy(asc(products.id))
    .limit(BATCH);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const own = await db
    .select()
    .from(variants)
    .where(inArray(variants.productId, ids))
    .orderBy(asc(variants.position));
  const byProduct = new Map<ProductId, VariantRow[]>(ids.map((id) => [id, []]));
  for (const variant of own) byProduct.get(variant.productId)?.push(variant);
  return rows.map((product) => ({ product, variants: byProduct.get(product.id) ?? [] }));
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

/** Tells Stripe what it lacks. @returns its product as it is then. */
async function syncProduct(
  { stripe, prefer, report }: Sync,
  row: ProductRow,
  known: ReadonlyMap<string, Stripe.Product>,
): Promise<Stripe.Product> {
  const current = known.get(row.stripeProductId ?? "") ?? known.get(row.slug);
  if (!current) {
    report.created += 1;
    const wanted = paramsOf(row.slug, factsOfRow(row));
    // An empty text clears one that is there; a new product has none to clear.
    const params = { ...wanted, description: wanted.description || undefined, tax_code: TAX_CODE };
    return createOnce(
      { ...params, insteadOf: row.stripeProductId },
      (options) => stripe.products.create(params, options),
      ({ id }) => stripe.products.retrieve(id),
    );
  }
  const { changes, wanted, conflicts } = lookAt(row, current, prefer);
  report.conflicts.push(...conflicts.map((conflict) => ({ slug: row.slug, ...conflict })));
  const params = paramsOf(row.slug, wanted);
  const isTold = says(current, params);
  const isTaken = factsKey(row) !== factsKey({ ...row, ...changes });
  report[isTold && !isTaken ? "unchanged" : "updated"] += 1;
  return isTold ? current : stripe.products.update(current.id, params);
}

const factsKey = (row: ProductRow) => JSON.stringify(Object.values(factsOfRow(row)));

function paramsOf(slug: string, facts: ProductFacts) {
  return {
    name: facts.nameEn,
    description: facts.descriptionEn,
    active: facts.active,
    metadata: { slug, name_fr: facts.nameFr, description_fr: facts.descriptionFr },
  };
}

function says(current: Stripe.Product, wanted: ReturnType<typeof paramsOf>): boolean {
  return (
    current.name === wanted.name &&
    (current.description ?? "") === wanted.description &&
    current.active === wanted.active &&
    Object.entries(wanted.metadata).every(([key, value]) => (current.metadata[key] ?? "") === value)
  );
}
