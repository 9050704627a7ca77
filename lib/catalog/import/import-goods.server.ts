import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { eq, max } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import { type ReadGoods, readGoods } from "@/lib/catalog/goods/read-goods.server";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { catalogImports, categories, products } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { sayStockCause } from "@/lib/inventory/on-hand.server";
import type { FileOptions } from "@/lib/pictures/file-kind";
import { type Bringers, bringersOf, bringFiles, type MissingFiles } from "./bring-files.server";
import { CategoryIndex } from "./category-index";
import { type ImportReport, MOST_ISSUES, newReport } from "./import-report";
import { type ImportContext, type PlannedProduct, planProduct } from "./plan-product";
import { findFiles, lockStoredGoods, readStoredGoods } from "./stored-goods.server";
import { planCategory, planCollection } from "./write-lists.server";
import { writeProducts } from "./write-products.server";

const PRODUCTS_AT_ONCE = 250;

export type ImportOptions = {
  path: string;
  format: "shopify" | "json";
  currency: Currency;
  who: string;
  /** Changes nothing. */
  dryRun?: boolean;
  /** Goes on where an import of the same file was cut off. */
  resume?: boolean;
  keepStock?: boolean;
  fallbackCategory?: string | null;
  /** `null` leaves the pictures of goods as they are, and their videos. */
  pictures?: FileOptions | null;
  /** Bytes of the file that were read, in one of two rounds: first all is checked, then written. */
  onProgress?: (round: "check" | "write", bytes: number) => void;
  /** Between the two rounds. */
  onPicture?: (done: number, all: number) => void;
  onWait?: () => void;
};

type ImportResult =
  | { ok: true; report: ImportReport; written: boolean }
  /** Nothing was written. */
  | { ok: false; code: "rows_refused"; report: ImportReport }
  /** The store changed between the check and the writing: these were left out, and all others were written. */
  | { ok: false; code: "rows_left_out"; report: ImportReport }
  | { ok: false; code: "unknown_category" | "nothing_to_resume" };

/**
 * Brings a file of goods into the database: all of it is checked before any of it is written, in transactions of some hundred products. The
 * same file again changes nothing. Two imports at once take turns.
 * @throws when the file can't be opened
 */
export async function importGoods(db: Database, options: ImportOptions): Promise<ImportResult> {
  return withLeaseInTurn(db, "catalog.import", options.onWait ?? (() => undefined), async () => {
    const known = await db.select().from(categories);
    const fallback = options.fallbackCategory ?? null;
    if (fallback !== null && !known.some(({ slug }) => slug === fallback)) {
      return { ok: false, code: "unknown_category" } as const;
    }
    const fileHash = await hashOf(options.path);
    const [before] = await db.select().from(catalogImports).where(eq(catalogImports.fileHash, fileHash));
    const done = options.resume && before && !before.isDone ? before.recordsDone : 0;
    if (options.resume && done === 0) return { ok: false, code: "nothing_to_resume" } as const;
    const bringers = bringersOf(options.pictures ?? {});
    const run = { db, options, fileHash, done, bringers };
    const missing: MissingFiles = { picture: new Map(), video: new Map() };
    if (done === 0) {
      const checked = await runRound(run, "check", missing);
      if (checked.issueCount > 0) return { ok: false, code: "rows_refused", report: checked } as const;
      if (options.dryRun || checked.changeCount === 0)
        return { ok: true, report: checked, written: false } as const;
      const refused = await bringFiles(db, bringers, missing, options.onPicture);
      if (refused.length > 0) {
        const report = { ...checked, issues: refused.slice(0, MOST_ISSUES), issueCount: refused.length };
        return { ok: false, code: "rows_refused", report } as const;
      }
    }
    const written = await runRound(run, "write", null);
    written.pictures.brought = missing.picture.size;
    written.videos.brought = missing.video.size;
    if (written.issueCount > 0) return { ok: false, code: "rows_left_out", report: written } as const;
    return { ok: true, report: written, written: true } as const;
  });
}

type Run = {
  db: Database;
  options: ImportOptions;
  fileHash: string;
  done: number;
  bringers: Bringers;
};

/** @param missing gets what is not stored yet; null when all must be */
async function runRound(
  { db, options, fileHash, done, bringers }: Run,
  round: "check" | "write",
  missing: MissingFiles | null,
): Promise<ImportReport> {
  const { report, note, noteChange, count } = newReport();
  const context: ImportContext = {
    ...(await contextOf(db, options)),
    onMissing: missing && ((kind, file) => missing[kind].set(file.source, file)),
  };
  const take = (product: GoodsProduct): GoodsProduct => {
    const { pictures = [] } = product;
    if (options.pictures === null) {
      report.pictures.left += pictures.length;
      return { ...product, pictures: undefined };
    }
    report.pictures.unnamed += pictures.filter(({ alt }) => !alt).length;
    return product;
  };
  const seen = new Set<string>();
  let record = 0;
  let batch: { product: GoodsProduct; line: number; record: number }[] = [];

  const isWriting = round === "write";
  const progress = { fileHash, fileName: basename(options.path), who: options.who };
  const flush = async () => {
    if (batch.length === 0) return;
    const goods = batch.map(({ product }) => product);
    const planAll = (stored: Awaited<ReturnType<typeof readStoredGoods>>) =>
      batch.map(({ product, line }) => planProduct(product, line, stored, context));
    // The storage is asked now, and not while the transaction is open.
    if (isWriting) await findFiles(db, goods, bringers);
    const planned = isWriting
      ? await inTransaction(db, async (tx) => {
          await sayStockCause(tx, { reason: "import", who: options.who, reference: fileHash.slice(0, 12) });
          await lockStoredGoods(tx, await readStoredGoods(tx, goods, bringers));
          const made = planAll(await readStoredGoods(tx, goods, bringers));
          await writeProducts(tx, made.flatMap(planOf));
          // What follows the last of these may not be written yet.
          const at = { recordsDone: batch.at(-1)?.record ?? 0, isDone: false };
          await tx
            .insert(catalogImports)
            .values({ ...progress, ...at })
            .onConflictDoUpdate({ target: catalogImports.fileHash, set: at });
          return made;
        })
      : planAll(await readStoredGoods(db, goods, bringers));
    // Only now, as a transaction may have run several times.
    for (const one of planned) {
      if ("plan" in one) count(one.plan);
      else note(one.issues);
    }
    batch = [];
  };
  const list = async (read: ReadGoods & { record: NonNullable<ReadGoods["record"]> }) => {
    await flush();
    const { record: own, line } = read;
    if (own.kind === "product") return;
    const isCategory = own.kind === "category";
    if (isCategory && own.category.parent !== null && !context.categories.has(own.category.parent)) {
      const message = `the store has no category ${own.category.parent}; a parent comes before its children`;
      note([{ line, column: "parent", code: "unknown_category", message }]);
      return;
    }
    const plan = isCategory
      ? await planCategory(db, own.category)
      : await planCollection(db, own.collection, line, seen);
    if ("issues" in plan) {
      note(plan.issues);
      return;
    }
    const { slug } = isCategory ? own.category : own.collection;
    report[isCategory ? "categories" : "collections"][plan.kind] += 1;
    if (plan.kind !== "unchanged") {
      noteChange({ kind: "list", list: own.kind, slug, isNew: plan.kind === "added" });
      if (isWriting) await inTransaction(db, plan.write);
    }
    if (isCategory) context.categories.add({ ...own.category, parentSlug: own.category.parent });
  };

  for await (const read of readGoods(options, (bytes) => options.onProgress?.(round, bytes))) {
    report.rows += read.rows;
    note(read.issues);
    record += 1;
    if (!read.record) continue;
    if (read.record.kind === "product") seen.add(read.record.product.slug);
    if (record <= done && read.record.kind !== "category") continue;
    if (read.record.kind !== "product") await list({ ...read, record: read.record });
    else if (batch.push({ product: take(read.record.product), line: read.line, record }) >= PRODUCTS_AT_ONCE)
      await flush();
  }
  await flush();
  report.pictures.missing = missing?.picture.size ?? 0;
  report.videos.missing = missing?.video.size ?? 0;
  if (isWriting) {
    const at = { recordsDone: record, isDone: true };
    await db
      .insert(catalogImports)
      .values({ ...progress, ...at })
      .onConflictDoUpdate({ target: catalogImports.fileHash, set: at });
  }
  return report;
}

const planOf = (planned: ReturnType<typeof planProduct>): PlannedProduct[] =>
  "plan" in planned ? [planned.plan] : [];

async function contextOf(db: Database, options: ImportOptions): Promise<Omit<ImportContext, "onMissing">> {
  const [highest] = await db.select({ position: max(products.position) }).from(products);
  let position = highest?.position ?? 0;
  return {
    categories: new CategoryIndex(await db.select().from(categories)),
    currency: options.currency,
    now: new Date(),
    fallbackCategory: options.fallbackCategory ?? null,
    keepStock: options.keepStock ?? false,
    knowsByOptions: true,
    nextPosition: () => {
      position += 1;
      return position;
    },
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
