import "server-only";
import { and, asc, eq, isNull, max, sql } from "drizzle-orm";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { inDefaultLanguage, inLocale } from "@/lib/base/i18n-text";
import type { GoodsCategory } from "@/lib/catalog/goods/goods";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { readJsonLine } from "@/lib/catalog/goods/json-goods.server";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import { planCategory } from "@/lib/catalog/import/write-lists.server";
import { ownCurrency } from "@/lib/currencies/sold";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { categories, collections, products } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { type ListWords, listWords, wordsWith } from "./list-form";
import { type ListRefusal, versionOfList } from "./list-refusal.server";

type Row = typeof categories.$inferSelect;

export const newCategoryBody = z.strictObject({
  name: z.string().trim().min(1).max(500),
  /** Empty: at the top. */
  parent: z.string().max(200).default(""),
});

export const categoryForm = z.strictObject({ ...listWords, parent: z.string().max(200).optional() });

export const versionOfCategory = (row: Row) => versionOfList(row);

/** So many are shown, as in a choice of them. */
const MOST = 2_000;

/** More are not counted. */
export const MOST_COUNTED_GOODS = 100;

const countedGoods = sql<number>`(select count(*)::int from (
  select from products p where p.category_slug = "categories"."slug" limit ${MOST_COUNTED_GOODS + 1}) as counted)`;

type Branch = { row: Row; name: string; depth: number; goods: number; isFirst: boolean; isLast: boolean };

/** All categories from the top, each with how deep it lies and how many goods are in it itself. */
export async function categoryTree(locale: Locale): Promise<Branch[]> {
  const rows = await db()
    .select({ row: categories, goods: countedGoods })
    .from(categories)
    .orderBy(asc(categories.position), asc(categories.slug))
    .limit(MOST);
  const below = (parent: string | null, depth: number): Branch[] => {
    const own = rows.filter(({ row }) => row.parentSlug === parent);
    return own.flatMap(({ row, goods }, index) => [
      {
        ...{ row, depth, name: inLocale(row.name, locale), goods },
        ...{ isFirst: index === 0, isLast: index === own.length - 1 },
      },
      ...below(row.slug, depth + 1),
    ]);
  };
  return below(null, 0);
}

export async function readCategoryRow(q: Queryable, slug: string): Promise<Row | null> {
  const [row] = await q.select().from(categories).where(eq(categories.slug, slug));
  return row ?? null;
}

type Saved = { ok: true; slug: string; before: unknown; after: unknown };

/** Makes a category, as the last of those beside it. */
export async function addCategory({
  name,
  parent,
}: z.output<typeof newCategoryBody>): Promise<Saved | ListRefusal> {
  return inTurn(async (tx) => {
    const slug = toSlug(name);
    const parentSlug = parent || null;
    const position = await nextPosition(tx, parentSlug);
    return write(tx, null, { slug, parent: parentSlug, name: inDefaultLanguage(name), position });
  });
}

/**
 * Saves a category by the rules of the import. Goods and categories below follow another address, and so do the rules of collections that name it; the old
 * address leads to the new one.
 */
export async function saveCategory(
  slug: string,
  form: ListWords & { parent?: string | undefined },
): Promise<Saved | ListRefusal> {
  return inTurn(async (tx) => {
    const was = await readCategoryRow(tx, slug);
    if (!was) return { ok: false, code: "not_found" };
    if (form.seen !== versionOfCategory(was)) return { ok: false, code: "list_changed" };
    const parent = form.parent === undefined ? was.parentSlug : form.parent || null;
    const isMoved = parent !== was.parentSlug;
    if (isMoved && parent !== null && (await isBelow(tx, parent, slug)))
      return { ok: false, code: "list_ring" };
    const position = isMoved ? await nextPosition(tx, parent) : was.position;
    const text = { slug: form.slug?.trim() ?? slug, parent, position, ...wordsWith(was, form) };
    const saved = await write(tx, was, text);
    if (saved.ok && saved.slug !== slug) await renameInRules(tx, slug, saved.slug);
    return saved;
  });
}

/** Moves a category before the one above it, or behind the one below, among those beside it. */
export async function placeCategory(slug: string, by: "up" | "down"): Promise<{ ok: true } | ListRefusal> {
  return inTurn(async (tx) => {
    const was = await readCategoryRow(tx, slug);
    if (!was) return { ok: false, code: "not_found" };
    const beside = await tx
      .select({ slug: categories.slug, position: categories.position })
      .from(categories)
      .where(
        was.parentSlug === null ? isNull(categories.parentSlug) : eq(categories.parentSlug, was.parentSlug),
      )
      .orderBy(asc(categories.position), asc(categories.slug));
    for (const [position, one] of moved(beside, slug, by).entries())
      if (one.position !== position)
        await tx.update(categories).set({ position }).where(eq(categories.slug, one.slug));
    return { ok: true };
  });
}

/** Moves the one with the slug by one place; at an end it stays. */
export function moved<One extends { slug: string }>(
  all: readonly One[],
  slug: string,
  by: "up" | "down",
): One[] {
  const from = all.findIndex((one) => one.slug === slug);
  const to = from + (by === "up" ? -1 : 1);
  const one = all[from];
  return !one || to < 0 || to >= all.length ? [...all] : all.toSpliced(from, 1).toSpliced(to, 0, one);
}

/** Deletes a category that has no goods and none below. */
export async function deleteCategory(slug: string): Promise<{ ok: true; before: Row } | ListRefusal> {
  return inTurn(async (tx) => {
    const was = await readCategoryRow(tx, slug);
    if (!was) return { ok: false, code: "not_found" };
    const isUsed =
      (await tx.$count(products, eq(products.categorySlug, slug))) > 0 ||
      (await tx.$count(categories, eq(categories.parentSlug, slug))) > 0;
    if (isUsed) return { ok: false, code: "category_in_use" };
    await tx.delete(categories).where(eq(categories.slug, slug));
    return { ok: true, before: was };
  });
}

/** Who changes the tree takes turns, as two moves at once could make a ring; goods are saved meanwhile. */
const inTurn = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  inTransaction(db(), async (tx) => {
    await tx.execute(sql`lock table ${categories} in share row exclusive mode`);
    return work(tx);
  });

type CategoryText = Partial<Omit<GoodsCategory, "slug" | "name">> & Pick<GoodsCategory, "slug" | "name">;

async function write(tx: Transaction, was: Row | null, text: CategoryText): Promise<Saved | ListRefusal> {
  const { record, issues } = readJsonLine(JSON.stringify({ type: "category", ...text }), 1, ownCurrency());
  if (record?.kind !== "category") return { ok: false, code: "list_refused", issues };
  const { slug, parent } = record.category;
  if (slug !== was?.slug && (await readCategoryRow(tx, slug)))
    return refused("slug", "handle_repeated", slug);
  if (parent !== null && !(await readCategoryRow(tx, parent)))
    return refused("parent", "unknown_category", parent);
  const plan = await planCategory(tx, record.category, was?.slug);
  if (plan.kind !== "unchanged") await plan.write(tx);
  return { ok: true, slug, before: was, after: await readCategoryRow(tx, slug) };
}

export const refused = (column: string, code: ImportIssue["code"], about: string): ListRefusal => ({
  ...{ ok: false, code: "list_refused" },
  issues: [{ line: 1, column, code, message: about, about }],
});

async function nextPosition(tx: Transaction, parent: string | null): Promise<number> {
  const beside = parent === null ? isNull(categories.parentSlug) : eq(categories.parentSlug, parent);
  const [last] = await tx
    .select({ position: max(categories.position) })
    .from(categories)
    .where(and(beside));
  return (last?.position ?? -1) + 1;
}

/** Whether a category is another one, or lies below it. */
async function isBelow(tx: Transaction, slug: string, above: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    with recursive below(slug) as (
      select slug from categories where slug = ${above}
      union select c.slug from categories c join below on c.parent_slug = below.slug
    ) select 1 from below where slug = ${slug}`);
  return rows.length > 0;
}

/** The rules of collections name categories by their addresses. */
async function renameInRules(tx: Transaction, from: string, to: string): Promise<void> {
  await tx
    .update(collections)
    .set({
      rule: sql`jsonb_set(rule, '{categories}', (select jsonb_agg(case when one = to_jsonb(${from}::text) then to_jsonb(${to}::text) else one end)
        from jsonb_array_elements(rule -> 'categories') as one))`,
    })
    .where(sql`rule -> 'categories' @> to_jsonb(${from}::text)`);
}
