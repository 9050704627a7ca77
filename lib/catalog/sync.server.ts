import "server-only";
import { asc } from "drizzle-orm";
import type Stripe from "stripe";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { products } from "@/lib/db/schema";
import { readAccountPrices } from "./account-prices.server";
import { createOnce } from "./create-once.server";
import type { PriceConflict } from "./merge-amounts";
import type { FactConflict, Side } from "./merge-facts";
import { compareProduct, factsOfRow, type ProductRow } from "./product-facts";
import { loadProduct } from "./stored-product.server";
import { syncPrices } from "./sync-prices.server";
import { productParams, updateStripeProduct } from "./update-stripe-product.server";

/** Of Products and Prices. */
export type SyncCounts = { created: number; updated: number; unchanged: number };

/** What was edited in the store and at Stripe, to different things. */
export type CatalogConflict = ({ slug: string } & FactConflict) | PriceConflict;

type SyncReport = SyncCounts & {
  /** Variants that have lost their Price: `listPriceProblems` says why. */
  offSale: number;
  /** Left as it is on both sides, until somebody says which side holds. */
  conflicts: CatalogConflict[];
};

export type Sync = { db: Database; stripe: Stripe; prefer: Side | null; report: SyncReport };

/** General tangible goods. Source: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

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
  // Before Stripe is read: who has looked at a product since has read something newer.
  const { id, mirrorVersion } = products;
  const before = await db.select({ id, mirrorVersion }).from(products).orderBy(asc(id));
  const known = await stripeProducts(stripe);
  const offered = await readAccountPrices(stripe);
  for (const read of before) {
    // Somebody may have edited it while the others were told to Stripe.
    const now = await loadProduct(db, read.id);
    if (!now) continue;
    const stored = { ...now, product: { ...now.product, mirrorVersion: read.mirrorVersion } };
    const product = await syncProduct(run, stored.product, known);
    await syncPrices(run, stored, product, offered);
  }
  return report;
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
    const wanted = productParams(row.slug, factsOfRow(row));
    // An empty text clears one that is there; a new product has none to clear.
    const params = { ...wanted, description: wanted.description || undefined, tax_code: TAX_CODE };
    return createOnce(
      { ...params, insteadOf: row.stripeProductId },
      (options) => stripe.products.create(params, options),
      ({ id }) => stripe.products.retrieve(id),
    );
  }
  const { changes } = compareProduct(row, current, prefer);
  const updated = await updateStripeProduct(stripe, row, current, prefer);
  const isTaken = factsKey(row) !== factsKey({ ...row, ...changes });
  report[updated === current && !isTaken ? "unchanged" : "updated"] += 1;
  return updated;
}

const factsKey = (row: ProductRow) => JSON.stringify(Object.values(factsOfRow(row)));
