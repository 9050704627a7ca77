import "server-only";
import type { ProductId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { productText } from "@/lib/catalog/export/export-json.server";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { readJsonLine } from "@/lib/catalog/goods/json-goods.server";
import { repeatsWithin } from "@/lib/catalog/goods/read-goods.server";
import { bringersOf } from "@/lib/catalog/import/bring-files.server";
import { CategoryIndex } from "@/lib/catalog/import/category-index";
import { planProduct } from "@/lib/catalog/import/plan-product";
import { readStoredGoods } from "@/lib/catalog/import/stored-goods.server";
import { writeProducts } from "@/lib/catalog/import/write-products.server";
import { mirrorsCatalog } from "@/lib/catalog/mirror.server";
import { loadProduct, lockProduct, type StoredProduct } from "@/lib/catalog/stored-product.server";
import { SyncFailures } from "@/lib/catalog/sync-failures";
import { syncProduct } from "@/lib/catalog/sync-product.server";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { categories } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { sayStockCause } from "@/lib/inventory/on-hand.server";
import { stripe } from "@/lib/stripe/client";
import {
  changesOfPlan,
  type GoodsChange,
  type StripeStep,
  stepsAtStripe,
  withDeleted,
} from "./goods-changes";
import { type FormProblem, type GoodsForm, withForm } from "./goods-form";
import type { ChangedValue } from "./goods-version.server";
import { type Conflict, mergeForm } from "./merge-form.server";
import { fieldOf, type RefusedField } from "./refused-fields";
import { archivePrices, deleteVariants, lockNeverOrdered, neverOrdered } from "./remove-variants.server";

export type RefusedGoods =
  | { ok: false; code: "not_found" }
  /** Somebody else changed the same since the form was made; null when it can't be told what. */
  | { ok: false; code: "goods_changed"; conflicts: Conflict[] | null }
  | { ok: false; code: "goods_refused"; issues: RefusedField[]; problems: FormProblem[] };

type RefusedFields = Extract<RefusedGoods, { code: "goods_refused" }>;

/** How a form that was made from an older version is joined with what others have saved since. */
export type Merged = {
  /** What others have changed since, and what stays as they have it. */
  others: ChangedValue[];
  /** Names of the fields of others that the form was laid over, as was chosen. */
  laidOver: string[];
};

type Look = { ok: true; changes: GoodsChange[]; steps: StripeStep[]; merged: Merged };

/** `later`: Stripe did not take it, and why; the next sync of the catalogue brings it there. */
type Saved = Look & { later: string | null };

/** What saving a form would change here and at Stripe. Changes nothing. */
export async function lookAtGoods(productId: ProductId, form: GoodsForm): Promise<Look | RefusedGoods> {
  const stored = await loadProduct(db(), productId);
  if (!stored) return { ok: false, code: "not_found" };
  const read = readForm(stored, form);
  if (!read.ok) return read;
  const deleted = await neverOrdered(db(), read.removed);
  return lookOf(stored, await planGoods(db(), read.product), read, deleted);
}

/**
 * Saves a form by the rules of the import, then brings the product to Stripe. Stock stays as it is at this moment, under lock, whatever was sold since the
 * form was made. What others have changed since stays, field by field; who changes the same is told, and nothing is written.
 */
export async function saveGoods(
  productId: ProductId,
  form: GoodsForm,
  who: string,
): Promise<Saved | RefusedGoods> {
  const saved = await inTransaction(
    db(),
    async (tx): Promise<(Look & { deleted?: Variants }) | RefusedGoods> => {
      await sayStockCause(tx, { reason: "opening", who });
      const stored = await lockProduct(tx, productId);
      if (!stored) return { ok: false, code: "not_found" };
      const read = readForm(stored, form);
      if (!read.ok) return read;
      const planned = await planGoods(tx, read.product);
      const deleted = await lockNeverOrdered(tx, read.removed);
      const look = lookOf(stored, planned, read, deleted);
      if ("plan" in planned) await writeProducts(tx, [planned.plan]);
      if (look.ok) await deleteVariants(tx, deleted);
      return { ...look, ...(look.ok && { deleted }) };
    },
  );
  return saved.ok ? { ...saved, later: await bringToStripe(productId, saved.deleted) } : saved;
}

type Variants = StoredProduct["variants"];

type Read = {
  ok: true;
  product: Parameters<typeof planProduct>[0];
  /** Those that are to go. */
  removed: StoredProduct["variants"];
  merged: Merged;
  refuse: (issues: readonly ImportIssue[]) => RefusedFields;
};

function readForm(stored: StoredProduct, typed: GoodsForm): Read | RefusedGoods {
  const now = new Date();
  const merge = mergeForm(stored, typed, now);
  if (merge === null || merge.conflicts.length > 0) {
    return { ok: false, code: "goods_changed", conflicts: merge?.conflicts ?? null };
  }
  const { form, others, laidOver } = merge;
  const text = productText(stored);
  if (text.type !== "product") throw new Error("a product is written as another record");
  const { record, problems } = withForm(text, form, { now, timeZone: shopTimeZone() });
  const skus = stored.variants.map(merge.seenSku);
  const refuse = (issues: readonly ImportIssue[]): RefusedFields => ({
    ...{ ok: false, code: "goods_refused" },
    problems: problems.map((problem) => ({ ...problem, field: merge.seenName(problem.field) })),
    issues: issues.map((issue) => ({ ...issue, field: fieldOf(issue, record, skus) })),
  });
  const { record: goods, issues } = readJsonLine(JSON.stringify(record), 1, ownCurrency());
  if (goods?.kind !== "product") return refuse(issues);
  const repeated = repeatsWithin(goods.product, 1);
  if (problems.length > 0 || repeated.length > 0) return refuse(repeated);
  // Those that are stored stand first, in their order, whatever SKU they have now.
  const known = goods.product.variants.map((variant, at) => ({ ...variant, id: stored.variants[at]?.id }));
  const removed = stored.variants.filter(({ sku }) => form.sale?.[sku] === "remove");
  const kept = known.filter(({ id }) => !removed.some((variant) => variant.id === id));
  if (kept.length === 0) return { ...refuse([]), problems: [{ field: "sale", code: "no_variant_left" }] };
  const merged = { others, laidOver };
  return { ok: true, product: { ...goods.product, variants: kept }, removed, merged, refuse };
}

type Planned = ReturnType<typeof planProduct>;

/**
 * What a product would become by the rules of the import. Stock of variants that are there stays.
 * @param nextPosition the place of a new product; one that is there keeps its own
 */
export async function planGoods(
  q: Parameters<typeof readStoredGoods>[0],
  product: Read["product"],
  nextPosition = 0,
): Promise<Planned> {
  const stored = await readStoredGoods(q, [product], bringersOf({}));
  return planProduct(product, 1, stored, {
    categories: new CategoryIndex(await q.select().from(categories)),
    currency: ownCurrency(),
    now: new Date(),
    fallbackCategory: null,
    keepStock: true,
    knowsByOptions: false,
    nextPosition: () => nextPosition,
    onMissing: null,
  });
}

function lookOf(
  stored: StoredProduct,
  planned: Planned,
  { refuse, merged }: Read,
  deleted: Variants,
): Look | RefusedGoods {
  if ("issues" in planned) return refuse(planned.issues);
  const changes = withDeleted(changesOfPlan(stored, planned.plan), deleted);
  return { ok: true, changes, steps: stepsAtStripe(stored, changes, mirrorsCatalog()), merged };
}

/** @returns why it did not get there; null when it did, or when Stripe has no copy of the goods */
async function bringToStripe(productId: ProductId, deleted: Variants = []): Promise<string | null> {
  if (!mirrorsCatalog()) return null;
  const stored = await loadProduct(db(), productId);
  if (!stored) return null;
  const report = {
    ...{ created: 0, updated: 0, unchanged: 0, offSale: 0, conflicts: [] },
    ...{ failures: [], failureCount: 0, stopped: null },
  };
  const failures: { slug: string; reason: string }[] = [];
  const sync = { db: db(), stripe: stripe(), prefer: null, report };
  await new SyncFailures({ failures, failureCount: 0, stopped: null }).during(
    stored.product.slug,
    async () => {
      await archivePrices(stripe(), productId, deleted);
      await syncProduct(sync, stored, null);
    },
  );
  const reason = failures[0]?.reason ?? null;
  if (reason) log.warn(`${stored.product.slug} is saved, and Stripe did not take it: ${reason}`);
  return reason;
}
