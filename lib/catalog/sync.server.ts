import "server-only";
import { asc } from "drizzle-orm";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { products } from "@/lib/db/schema";
import { readAccountPrices } from "./account-prices.server";
import { createOnce } from "./create-once.server";
import type { PriceConflict } from "./merge-amounts";
import type { FactConflict, Side } from "./merge-facts";
import { followMirrorSetting, mirrorsCatalog } from "./mirror.server";
import { compareProduct, factsOfRow, type ProductRow } from "./product-facts";
import { loadProduct } from "./stored-product.server";
import { syncPrices } from "./sync-prices.server";
import { productParams, updateStripeProduct } from "./update-stripe-product.server";

export type SyncCounts = { created: number; updated: number; unchanged: number };

export type CatalogConflict = ({ slug: string } & FactConflict) | PriceConflict;

type SyncReport = SyncCounts & {
  offSale: number;
  conflicts: CatalogConflict[];
};

export type Sync = { db: Database; stripe: Stripe; prefer: Side | null; report: SyncReport };

/** Stripe's tax code for general tangible goods: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

/**
 * Syncs the catalogue both ways: a Product for each product (found by id or metadata `slug`), a Price for each new variant, and
 * edits of one side go to the other. What both sides edited is reported, unless `prefer` decides. Safe to repeat; two runs at
 * once take turns. With `CATALOG_MIRROR=off` it sends nothing, and lets the goods be sold without.
 */
export async function syncCatalog(
  db: Database,
  stripe: Stripe,
  prefer: Side | null = null,
): Promise<SyncReport> {
  await followMirrorSetting(db);
  if (!mirrorsCatalog()) return nothingDone();
  const wait = () => log.info("Another sync of the catalogue is running; this one waits for its end.");
  return withLeaseInTurn(db, "catalog.sync", wait, () => sync(db, stripe, prefer));
}

const nothingDone = (): SyncReport => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  offSale: 0,
  conflicts: [],
});

async function sync(db: Database, stripe: Stripe, prefer: Side | null): Promise<SyncReport> {
  const report = nothingDone();
  const run: Sync = { db, stripe, prefer, report };
  // The versions are read before Stripe, so that a newer read wins.
  const { id, mirrorVersion } = products;
  const before = await db.select({ id, mirrorVersion }).from(products).orderBy(asc(id));
  const known = await stripeProducts(stripe);
  const offered = await readAccountPrices(stripe);
  for (const read of before) {
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

async function syncProduct(
  { stripe, prefer, report }: Sync,
  row: ProductRow,
  known: ReadonlyMap<string, Stripe.Product>,
): Promise<Stripe.Product> {
  const current = known.get(row.stripeProductId ?? "") ?? known.get(row.slug);
  if (!current) {
    report.created += 1;
    const wanted = productParams(row, factsOfRow(row));
    // An empty text clears an old description; a new product has none to clear.
    const params = { tax_code: TAX_CODE, ...wanted, description: wanted.description || undefined };
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
