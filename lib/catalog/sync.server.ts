import "server-only";
import { inArray, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { inParallel } from "@/lib/base/in-parallel";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { priceProblems, products } from "@/lib/db/schema";
import { offSaleInStep } from "./in-step";
import type { PriceConflict } from "./merge-amounts";
import type { FactConflict, Side } from "./merge-facts";
import { followMirrorSetting, mirrorsCatalog } from "./mirror.server";
import { nextMirrorVersion } from "./mirror-version";
import { isCatalogProduct } from "./of-catalog";
import { type StoredProduct, storedProductPages } from "./stored-product.server";
import { forgetList, listAccount, readListed } from "./stripe-list.server";
import { type SyncFailure, SyncFailures } from "./sync-failures";
import { syncProduct } from "./sync-product.server";

export type SyncCounts = { created: number; updated: number; unchanged: number };

export type CatalogConflict = ({ slug: string } & FactConflict) | PriceConflict;

type SyncReport = SyncCounts & {
  offSale: number;
  conflicts: CatalogConflict[];
  /** The first of them. */
  failures: SyncFailure[];
  failureCount: number;
  /** Why the sync did not go through all products; null when it did. */
  stopped: string | null;
};

export type Sync = { db: Database; stripe: Stripe; prefer: Side | null; report: SyncReport };

type SyncOptions = {
  /** Which side holds where both were edited. */
  prefer?: Side | null;
  /** First the account is listed, and nobody knows how long it is; then products are synced. */
  onProgress?: (round: "list" | "sync", done: number, all: number | null) => void;
};

/** Calls that are under way in half a second, at the pace of background work: more would only wait for their turns. */
const MOST_WORKERS = 24;

/**
 * Syncs the catalogue both ways: a Product for each product (found by id or metadata `slug`), a Price for each new variant, and
 * edits of one side go to the other. What both sides edited is reported, unless `prefer` decides. Safe to repeat, and goes on after it was cut off; two
 * runs at once take turns. A product that fails is reported, and the others go on. With `CATALOG_MIRROR=off` it sends nothing, and lets the goods be sold
 * without.
 */
export async function syncCatalog(
  db: Database,
  stripe: Stripe,
  options: SyncOptions = {},
): Promise<SyncReport> {
  await followMirrorSetting(db);
  if (!mirrorsCatalog()) return nothingDone();
  const wait = () => log.info("Another sync of the catalogue is running; this one waits for its end.");
  return withLeaseInTurn(db, "catalog.sync", wait, () => sync(db, stripe, options));
}

const nothingDone = (): SyncReport => ({
  ...{ created: 0, updated: 0, unchanged: 0, offSale: 0, conflicts: [] },
  ...{ failures: [], failureCount: 0, stopped: null },
});

async function sync(
  db: Database,
  stripe: Stripe,
  { prefer = null, onProgress = () => undefined }: SyncOptions,
): Promise<SyncReport> {
  const report = nothingDone();
  const run: Sync = { db, stripe, prefer, report };
  const failures = new SyncFailures(report);
  // Taken before Stripe is read: what has a higher version was written meanwhile, and is newer than the list.
  const before = await takeMirrorVersion(db);
  try {
    await listAccount(db, stripe, (count) => onProgress("list", count, null));
    const all = await db.$count(products, isCatalogProduct);
    let done = 0;
    for await (const page of storedProductPages(db)) {
      const problems = await problemsOf(db, page);
      const listed = await readListed(db, page);
      await inParallel(page, workers(), async (stored) => {
        if (report.stopped !== null) return;
        const { product, variants } = stored;
        const at = product.mirrorVersion <= before ? listed(stored) : null;
        const offSale = at && offSaleInStep(stored, at, problems.get(product.id) ?? []);
        if (offSale === null) {
          await failures.during(product.slug, () => syncProduct(run, stored, at));
        } else {
          report.unchanged += 1 + variants.length - offSale;
          report.offSale += offSale;
        }
        done += 1;
        onProgress("sync", done, all);
      });
      if (report.stopped !== null) break;
    }
  } finally {
    await forgetList(db);
  }
  return report;
}

const workers = () => Math.max(2, Math.min(MOST_WORKERS, Math.ceil(env().STRIPE_BACKGROUND_RATE / 2)));

async function takeMirrorVersion(db: Database): Promise<number> {
  const { rows } = await db.execute<{ version: number }>(sql`select ${nextMirrorVersion} as version`);
  return rows[0]?.version ?? 0;
}

async function problemsOf(db: Database, page: readonly StoredProduct[]) {
  const ids = page.map(({ product }) => product.id);
  const rows = await db.select().from(priceProblems).where(inArray(priceProblems.productId, ids));
  const byProduct = new Map(ids.map((id) => [id, [] as typeof rows]));
  for (const row of rows) byProduct.get(row.productId)?.push(row);
  return byProduct;
}
