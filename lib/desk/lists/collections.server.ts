import "server-only";
import { asc, eq, inArray, max, sql } from "drizzle-orm";
import { z } from "zod";
import { inDefaultLanguage, type Localized } from "@/lib/base/i18n-text";
import { instantIn } from "@/lib/base/time-zone";
import { readJsonLine } from "@/lib/catalog/goods/json-goods.server";
import { readPrice } from "@/lib/catalog/goods/price-text";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import { planCollection, slugsIn } from "@/lib/catalog/import/write-lists.server";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { collections, products } from "@/lib/db/schema";
import type { CollectionRule } from "@/lib/db/schema/catalog";
import { inTransaction } from "@/lib/db/transaction.server";
import { MOST_COUNTED_GOODS, moved, refused } from "./categories.server";
import { listWords, wordsWith } from "./list-form";
import { type ListRefusal, versionOfList } from "./list-refusal.server";

type Row = typeof collections.$inferSelect;

export const newCollectionBody = z.strictObject({ name: z.string().trim().min(1).max(500) });

const short = z.string().max(2_000).optional();

export const collectionForm = z.strictObject({
  ...listWords,
  /** Draft: nobody sees it. */
  state: z.enum(["draft", "on", "at"]).optional(),
  from: z.string().max(40).optional(),
  kind: z.enum(["hand", "rule"]).optional(),
  /** JSON: the addresses of the goods, in their order. */
  products: z.string().max(500_000).optional(),
  tags: short,
  vendors: short,
  /** By their addresses. */
  categories: z.record(z.string().max(200), z.string().max(10)).optional(),
  minAmount: z.string().max(30).optional(),
  maxAmount: z.string().max(30).optional(),
  onSale: z.string().max(10).optional(),
  newerThanDays: z.string().max(10).optional(),
});

type CollectionForm = z.output<typeof collectionForm>;

/** The goods of a collection with more are changed by an import. */
export const MOST_BY_HAND = 1_000;

type StoredCollection = {
  row: Row;
  /** In their order; null when they are too many to be edited here. */
  goods: { slug: string; name: Localized }[] | null;
  seen: string;
};

const MOST_COLLECTIONS = 1_000;

const countedGoods = sql<number>`(select count(*)::int from (
  select from collection_products m where m.collection_slug = "collections"."slug" limit ${MOST_COUNTED_GOODS + 1}) as counted)`;

export async function listCollectionRows() {
  return db()
    .select({ row: collections, goods: countedGoods })
    .from(collections)
    .orderBy(asc(collections.position), asc(collections.slug))
    .limit(MOST_COLLECTIONS);
}

export async function readCollectionRow(q: Queryable, slug: string): Promise<StoredCollection | null> {
  const [row] = await q.select().from(collections).where(eq(collections.slug, slug));
  if (!row) return null;
  const slugs = await slugsIn(q, slug);
  const seen = versionOfList([row, slugs]);
  if (slugs.length > MOST_BY_HAND) return { row, goods: null, seen };
  const named =
    slugs.length === 0
      ? []
      : await q
          .select({ slug: products.slug, name: products.name })
          .from(products)
          .where(inArray(products.slug, slugs));
  const names = new Map(named.map((one) => [one.slug, one.name]));
  return { row, goods: slugs.map((one) => ({ slug: one, name: names.get(one) ?? {} })), seen };
}

export function stateOfCollection({ publishedAt }: Row, now: Date): "draft" | "at" | "on" {
  if (!publishedAt) return "draft";
  return publishedAt > now ? "at" : "on";
}

type Saved = { ok: true; slug: string; before: unknown; after: unknown };

/** Makes a collection that nobody sees yet, and that is filled by hand. */
export async function addCollection({
  name,
}: z.output<typeof newCollectionBody>): Promise<Saved | ListRefusal> {
  return inTurn(async (tx) => {
    const [last] = await tx.select({ position: max(collections.position) }).from(collections);
    const position = (last?.position ?? -1) + 1;
    return write(tx, null, { slug: toSlug(name), name: inDefaultLanguage(name), position, products: [] });
  });
}

/** Saves a collection by the rules of the import. Who saw an older version is told, and nothing is written. */
export async function saveCollection(slug: string, form: CollectionForm): Promise<Saved | ListRefusal> {
  return inTurn(async (tx) => {
    const was = await readCollectionRow(tx, slug);
    if (!was) return { ok: false, code: "not_found" };
    if (form.seen !== was.seen) return { ok: false, code: "list_changed" };
    const read = ruleOf(form, was.row.rule);
    if (!read.ok) return read;
    const published = publishedOf(form, was.row);
    if (!published.ok) return published;
    const stored = await slugsIn(tx, slug);
    const given = form.products === undefined ? stored : slugsOf(form.products);
    return write(tx, was.row, {
      ...wordsWith(was.row, form),
      ...{ slug: form.slug?.trim() ?? slug, position: was.row.position, rule: read.rule },
      products: read.rule === null ? given : [],
      publishedAt: published.at?.toISOString() ?? null,
    });
  });
}

/** The rule that a form describes, and `was` where it says nothing of it. */
export function ruleOf(
  form: CollectionForm,
  was: CollectionRule | null = null,
): { ok: true; rule: CollectionRule | null } | ListRefusal {
  if (form.kind === undefined) return { ok: true, rule: was };
  if (form.kind === "hand") return { ok: true, rule: null };
  const list = (text = "") => [...new Set(text.split(",").map((one) => one.trim()))].filter(Boolean);
  const [tags, vendors] = [list(form.tags), list(form.vendors)];
  const categories = Object.entries(form.categories ?? {}).flatMap(([slug, isOn]) =>
    isOn === "on" ? [slug] : [],
  );
  const amounts: Pick<CollectionRule, "minAmount" | "maxAmount"> = {};
  for (const field of ["minAmount", "maxAmount"] as const) {
    const text = form[field]?.trim() ?? "";
    if (text === "") continue;
    const read = readPrice(text, ownCurrency(), { comma: true });
    if (!read.ok) return refused(field, read.code, text);
    amounts[field] = read.amount;
  }
  const days = form.newerThanDays?.trim() ?? "";
  if (days !== "" && !/^[1-9]\d{0,4}$/.test(days)) return refused("newerThanDays", "field_invalid", days);
  return {
    ok: true,
    rule: {
      ...(tags.length > 0 && { tags }),
      ...(categories.length > 0 && { categories }),
      ...(vendors.length > 0 && { vendors }),
      ...amounts,
      ...(form.onSale === "on" && { onSale: true }),
      ...(days !== "" && { newerThanDays: Number(days) }),
    },
  };
}

function publishedOf(
  form: CollectionForm,
  { publishedAt }: Row,
): { ok: true; at: Date | null } | ListRefusal {
  switch (form.state) {
    case undefined:
      return { ok: true, at: publishedAt };
    case "draft":
      return { ok: true, at: null };
    case "on":
      return { ok: true, at: publishedAt && publishedAt <= new Date() ? publishedAt : new Date() };
    case "at": {
      const at = instantIn(form.from ?? "", shopTimeZone());
      return at ? { ok: true, at } : refused("from", "field_invalid", form.from ?? "");
    }
  }
}

const slugList = z.array(z.string().max(200)).max(MOST_BY_HAND);

/** What can't be read is an address that no product has, which is refused. */
function slugsOf(json: string): string[] {
  try {
    return [...new Set(slugList.parse(JSON.parse(json)))];
  } catch {
    return ["?"];
  }
}

export async function placeCollection(slug: string, by: "up" | "down"): Promise<{ ok: true } | ListRefusal> {
  return inTurn(async (tx) => {
    const all = await tx
      .select({ slug: collections.slug, position: collections.position })
      .from(collections)
      .orderBy(asc(collections.position), asc(collections.slug));
    if (!all.some((one) => one.slug === slug)) return { ok: false, code: "not_found" };
    for (const [position, one] of moved(all, slug, by).entries())
      if (one.position !== position)
        await tx.update(collections).set({ position }).where(eq(collections.slug, one.slug));
    return { ok: true };
  });
}

export async function deleteCollection(slug: string): Promise<{ ok: true; before: Row } | ListRefusal> {
  return inTurn(async (tx) => {
    const [was] = await tx.delete(collections).where(eq(collections.slug, slug)).returning();
    return was ? { ok: true, before: was } : { ok: false, code: "not_found" };
  });
}

const inTurn = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  inTransaction(db(), async (tx) => {
    await tx.execute(sql`lock table ${collections} in share row exclusive mode`);
    return work(tx);
  });

type CollectionText = { slug: string; name: Localized; position: number; products: string[] } & Record<
  string,
  unknown
>;

async function write(tx: Transaction, was: Row | null, text: CollectionText): Promise<Saved | ListRefusal> {
  const { record, issues } = readJsonLine(JSON.stringify({ type: "collection", ...text }), 1, ownCurrency());
  if (record?.kind !== "collection") return { ok: false, code: "list_refused", issues };
  const { slug } = record.collection;
  const [taken] = await tx
    .select({ slug: collections.slug })
    .from(collections)
    .where(eq(collections.slug, slug));
  if (taken && slug !== was?.slug) return refused("slug", "handle_repeated", slug);
  const plan = await planCollection(tx, record.collection, 1, new Set(), was?.slug);
  if ("issues" in plan) return { ok: false, code: "list_refused", issues: plan.issues };
  const before = was && { ...was, products: (await slugsIn(tx, was.slug)).length };
  if (plan.kind !== "unchanged") await plan.write(tx);
  return {
    ok: true,
    slug,
    before,
    after: { ...record.collection, products: record.collection.products.length },
  };
}
