import "server-only";
import { max } from "drizzle-orm";
import type Stripe from "stripe";
import type { Currency } from "@/lib/base/money";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { CategoryIndex } from "@/lib/catalog/import/category-index";
import { type ImportReport, newReport } from "@/lib/catalog/import/import-report";
import { type ImportContext, type PlannedProduct, planProduct } from "@/lib/catalog/import/plan-product";
import { writeProducts } from "@/lib/catalog/import/write-products.server";
import { forgetList, listAccount } from "@/lib/catalog/stripe-list.server";
import type { Database } from "@/lib/db/client";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { categories, products } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { sayStockCause } from "@/lib/inventory/on-hand.server";
import type { FileOptions } from "@/lib/pictures/file-kind";
import { picturesOf, type StoredPictures } from "./adopt-pictures.server";
import { type Adoptable, adoptable } from "./adoptable";
import { linkToStripe, type StripeLink } from "./link.server";
import { namer } from "./name-goods.server";
import { countUnknown, type UnknownProduct, unknownProducts } from "./unknown-products.server";

type AdoptOptions = {
  currency: Currency;
  who: string;
  /** Changes nothing. */
  dryRun?: boolean;
  fallbackCategory?: string | null;
  /** `null` leaves the pictures at Stripe. */
  pictures?: Pick<FileOptions, "fromAnyServer"> | null;
  /** The account is listed, then all is checked, then written. `all` is null while nobody knows. */
  onProgress?: (round: "list" | "check" | "write", done: number, all: number | null) => void;
  onWait?: () => void;
};

export type AdoptReport = ImportReport & {
  /** Products and prices that the store can't sell; the first of them. */
  leftOut: ImportIssue[];
  leftOutCount: number;
};

type AdoptResult =
  | { ok: true; report: AdoptReport; written: boolean }
  /** Nothing was written. */
  | { ok: false; code: "rows_refused"; report: AdoptReport }
  /** The store changed between the check and the writing: these were left out, and all others were written. */
  | { ok: false; code: "rows_left_out"; report: AdoptReport }
  | { ok: false; code: "unknown_category" };

const MOST_LEFT_OUT = 200;

/**
 * Takes over the products and prices of a Stripe account that the store does not have, and writes nothing to Stripe. All are checked before any is
 * written, in transactions of some hundred products. What the store has already is left to the sync, so another run goes on where one was cut off, and
 * changes nothing when all is done.
 */
export async function adoptFromStripe(
  db: Database,
  stripe: Stripe,
  options: AdoptOptions,
): Promise<AdoptResult> {
  const onWait = options.onWait ?? (() => undefined);
  // A sync uses the same list of the account.
  return withLeaseInTurn(db, "catalog.import", onWait, () =>
    withLeaseInTurn(db, "catalog.sync", onWait, async () => {
      const index = new CategoryIndex(await db.select().from(categories));
      const fallback = options.fallbackCategory ?? null;
      if (fallback !== null && !index.has(fallback)) return { ok: false, code: "unknown_category" } as const;
      try {
        await listAccount(db, stripe, (count) => options.onProgress?.("list", count, null), "all currencies");
        const checked = await runRound(db, options, index, "check");
        if (checked.issueCount > 0) return { ok: false, code: "rows_refused", report: checked } as const;
        if (options.dryRun || checked.changeCount === 0)
          return { ok: true, report: checked, written: false } as const;
        const written = await runRound(db, options, index, "write");
        if (written.issueCount > 0) return { ok: false, code: "rows_left_out", report: written } as const;
        return { ok: true, report: written, written: true } as const;
      } finally {
        await forgetList(db);
      }
    }),
  );
}

async function runRound(
  db: Database,
  options: AdoptOptions,
  index: CategoryIndex,
  round: "check" | "write",
): Promise<AdoptReport> {
  const { report, note, count } = newReport();
  const adopted: AdoptReport = Object.assign(report, { leftOut: [], leftOutCount: 0 });
  const context = await contextOf(db, options, index);
  const { expect, name } = namer(db);
  const pictures = picturesOf(db, options.pictures, round, adopted.pictures);
  const { all, unknown } = await countUnknown(db);
  report.rows = all;
  report.products.unchanged = all - unknown;
  let done = 0;
  for await (const page of unknownProducts(db)) {
    const found = page.map((one) => ({ ...one, ...adoptable(one.product, one.prices, options.currency) }));
    await expect(found.flatMap(({ goods }) => goods ?? []));
    const { stored, refused } = await pictures(found.flatMap(({ goods, product }) => (goods ? product : [])));
    leaveOut(adopted, refused);
    const plans: PlannedProduct[] = [];
    const links: StripeLink[] = [];
    for (const { product, goods, leftOut } of found) {
      leaveOut(adopted, leftOut);
      const made = goods && (await planOne(product, goods, stored));
      if (!made) continue;
      plans.push(made.plan);
      links.push(made.link);
    }
    if (round === "write") await write(db, options.who, plans, links);
    for (const plan of plans) count(plan);
    done += page.length;
    options.onProgress?.(round, done, unknown);
  }
  return adopted;

  async function planOne(product: UnknownProduct["product"], goods: Adoptable, stored: StoredPictures) {
    const { named, leftOut } = await name(product.id, goods);
    leaveOut(adopted, leftOut);
    if (!named) return null;
    const own = product.images.filter((url) => stored.has(url));
    const shown = own.map((source) => ({ source, of: [], line: 0, column: "images" }));
    const planned = planProduct(
      { ...named.goods, pictures: shown },
      0,
      { ...NOTHING_STORED, pictures: stored, videos: new Map() },
      context,
    );
    if ("plan" in planned)
      return { plan: planned.plan, link: { slug: named.goods.slug, product, prices: named.prices } };
    note(planned.issues.map((issue) => ({ ...issue, column: `${product.id}, ${issue.column}` })));
    return null;
  }
}

/** Adopted goods are new, and have addresses and SKUs that are free. */
const NOTHING_STORED = { bySlug: new Map(), byId: new Map(), bySku: new Map(), variantsOf: new Map() };

async function write(
  db: Database,
  who: string,
  plans: readonly PlannedProduct[],
  links: readonly StripeLink[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sayStockCause(tx, { reason: "import", who, reference: "stripe" });
    await writeProducts(tx, plans);
    await linkToStripe(tx, links);
  });
}

function leaveOut(report: AdoptReport, issues: readonly ImportIssue[]): void {
  report.leftOutCount += issues.length;
  report.leftOut.push(...issues.slice(0, Math.max(0, MOST_LEFT_OUT - report.leftOut.length)));
}

async function contextOf(
  db: Database,
  { currency, fallbackCategory = null }: AdoptOptions,
  index: CategoryIndex,
): Promise<ImportContext> {
  const [highest] = await db.select({ position: max(products.position) }).from(products);
  let position = highest?.position ?? 0;
  return {
    ...{
      categories: index,
      currency,
      now: new Date(),
      fallbackCategory,
      keepStock: false,
      knowsByOptions: false,
    },
    onMissing: null,
    nextPosition: () => {
      position += 1;
      return position;
    },
  };
}
