import "server-only";
import { isDeepStrictEqual } from "node:util";
import { eq, inArray } from "drizzle-orm";
import type { GoodsCategory, GoodsCollection } from "@/lib/catalog/goods/goods";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import type { Queryable, Transaction } from "@/lib/db/client";
import { categories, collectionProducts, collections, products } from "@/lib/db/schema";

type Planned = {
  kind: "added" | "changed" | "unchanged";
  write: (tx: Transaction) => Promise<void>;
};

/** What a category of a file makes of the database's, if there is one. */
export function categoryRow(
  { parent, seoTitle, seoDescription, ...rest }: GoodsCategory,
  was: typeof categories.$inferSelect | undefined,
) {
  return {
    ...rest,
    parentSlug: parent,
    seoTitle: seoTitle === undefined ? (was?.seoTitle ?? null) : seoTitle,
    seoDescription: seoDescription === undefined ? (was?.seoDescription ?? null) : seoDescription,
  };
}

/** @param former the address that it has had, where it gets another one: the old one then leads to the new one */
export async function planCategory(
  q: Queryable,
  given: GoodsCategory,
  former = given.slug,
): Promise<Planned> {
  const [was] = await q.select().from(categories).where(eq(categories.slug, former));
  const row = categoryRow(given, was);
  return {
    kind: was ? (isDeepStrictEqual({ ...was, ...row }, was) ? "unchanged" : "changed") : "added",
    write: async (tx) => {
      if (former !== given.slug) await tx.update(categories).set(row).where(eq(categories.slug, former));
      else await tx.insert(categories).values(row).onConflictDoUpdate({ target: categories.slug, set: row });
    },
  };
}

/**
 * @param known slugs that the file itself has brought so far
 * @param former the address that it has had, where it gets another one
 */
export async function planCollection(
  q: Queryable,
  given: GoodsCollection,
  line: number,
  known: ReadonlySet<string>,
  former = given.slug,
): Promise<Planned | { issues: ImportIssue[] }> {
  const { products: slugs, seoTitle, seoDescription, ...rest } = given;
  const [was] = await q.select().from(collections).where(eq(collections.slug, former));
  const row = {
    ...rest,
    seoTitle: seoTitle === undefined ? (was?.seoTitle ?? null) : seoTitle,
    seoDescription: seoDescription === undefined ? (was?.seoDescription ?? null) : seoDescription,
  };
  const found = await idsOf(q, slugs);
  const issues = slugs.flatMap((slug, index): ImportIssue[] => {
    if (found.has(slug) || known.has(slug)) return [];
    const message = `the store has no product with the address ${slug}`;
    return [{ line, column: `products.${index}`, code: "unknown_product", message, about: slug }];
  });
  if (issues.length > 0) return { issues };
  const before = await slugsIn(q, former);
  const isSame = was && isDeepStrictEqual({ ...was, ...row }, was) && isDeepStrictEqual(before, slugs);
  return {
    kind: was ? (isSame ? "unchanged" : "changed") : "added",
    write: async (tx) => {
      if (former !== given.slug) await tx.update(collections).set(row).where(eq(collections.slug, former));
      else
        await tx.insert(collections).values(row).onConflictDoUpdate({ target: collections.slug, set: row });
      await tx.delete(collectionProducts).where(eq(collectionProducts.collectionSlug, given.slug));
      const ids = await idsOf(tx, slugs);
      const members = slugs.flatMap((slug, position) => {
        const productId = ids.get(slug);
        return productId ? [{ collectionSlug: given.slug, productId, position }] : [];
      });
      if (members.length > 0) await tx.insert(collectionProducts).values(members);
    },
  };
}

async function idsOf(q: Queryable, slugs: readonly string[]) {
  if (slugs.length === 0) return new Map<string, (typeof products.$inferSelect)["id"]>();
  const { id, slug } = products;
  const rows = await q
    .select({ id, slug })
    .from(products)
    .where(inArray(slug, [...slugs]));
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/** The slugs of a collection's products, in their order. */
export async function slugsIn(q: Queryable, collection: string): Promise<string[]> {
  const rows = await q
    .select({ slug: products.slug })
    .from(collectionProducts)
    .innerJoin(products, eq(products.id, collectionProducts.productId))
    .where(eq(collectionProducts.collectionSlug, collection))
    .orderBy(collectionProducts.position);
  return rows.map(({ slug }) => slug);
}
