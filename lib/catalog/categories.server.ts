import "server-only";
import { and, asc, eq, exists, isNull, lte, sql } from "drizzle-orm";
import { type Database, db } from "@/lib/db/client";
import { categories, listings } from "@/lib/db/schema";
import { cachedRead } from "./cached-read.server";
import { isSlug } from "./slug";
import { CATEGORIES_TAG } from "./tags";
import type { Category, CategoryPlace } from "./types";

/** So many stand in the menu and on the home page. */
const MOST_CATEGORIES = 40;

const shown = { slug: categories.slug, name: categories.name, description: categories.description };

/** Whether the category, or one below it, has goods that shoppers see. */
const hasGoods = (q: Database) =>
  exists(
    q
      .select({ id: listings.productId })
      .from(listings)
      .where(
        and(eq(listings.list, sql`'category:' || ${categories.slug}`), lte(listings.publishedAt, sql`now()`)),
      ),
  );

/** The categories under another, or at the top, that have goods. */
export async function readCategories(q: Database, parent: string | null = null): Promise<Category[]> {
  const isThere = parent === null ? isNull(categories.parentSlug) : eq(categories.parentSlug, parent);
  return q
    .select(shown)
    .from(categories)
    .where(and(isThere, hasGoods(q)))
    .orderBy(asc(categories.position), asc(categories.slug))
    .limit(MOST_CATEGORIES);
}

const cachedCategories = cachedRead<Category[]>();

/** At the top: those of the menu. */
export const listCategories = () => cachedCategories(() => readCategories(db()), ["categories"]);

export const listChildren = (slug: string) =>
  cachedCategories(() => readCategories(db(), slug), ["children", slug], [CATEGORIES_TAG]);

async function readCategory(q: Database, slug: string): Promise<CategoryPlace | null> {
  const [category] = await q
    .select({ ...shown, seoTitle: categories.seoTitle, seoDescription: categories.seoDescription })
    .from(categories)
    .where(and(eq(categories.slug, slug), hasGoods(q)));
  if (!category) return null;
  // `cycle`: a merchant may have made a ring.
  const { rows } = await q.execute<Pick<Category, "slug" | "name">>(
    sql`with recursive above(slug, name, parent_slug, depth) as (
        select slug, name, parent_slug, 0 from categories where slug = ${slug}
        union all
        select category.slug, category.name, category.parent_slug, depth + 1
        from above join categories as category on category.slug = above.parent_slug
      ) cycle slug set is_ring using path
      select slug, name from above where depth > 0 and not is_ring order by depth desc`,
  );
  return { ...category, above: rows };
}

const cachedCategory = cachedRead<CategoryPlace | null>();

/** A category with goods, with those above it from the top down. */
export async function getCategory(slug: string): Promise<CategoryPlace | null> {
  if (!isSlug(slug)) return null;
  return cachedCategory(
    () => readCategory(db(), slug),
    ["category", slug],
    // Not that of its goods: every page of a product shows its category.
    [CATEGORIES_TAG],
  );
}
