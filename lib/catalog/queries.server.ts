import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { type Database, db } from "@/lib/db/client";
import { categories, products, variants } from "@/lib/db/schema";
import { cachedRead } from "./cached-read.server";
import { listCategories } from "./categories.server";
import { cardsByIds, isVisible, readProducts } from "./products.server";
import { relatedTo } from "./related";
import { searchIn } from "./search";
import { categoryTag, FEATURED_TAG, SEARCH_TAG } from "./tags";
import type { CatalogProduct, ShelvedProduct } from "./types";

/** Which category each product is in, without what changes often. */
export async function readShelves(q: Database): Promise<ShelvedProduct[]> {
  const found = await q
    .selectDistinctOn([categories.position, products.position, products.slug], {
      id: products.id,
      slug: products.slug,
      categorySlug: products.categorySlug,
      images: products.images,
    })
    .from(products)
    .innerJoin(categories, eq(categories.slug, products.categorySlug))
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(isVisible)
    .orderBy(asc(categories.position), asc(products.position), asc(products.slug));
  return found.map(({ images, ...shelved }) => ({ ...shelved, image: images.default ?? "" }));
}

const cachedShelves = cachedRead<ShelvedProduct[]>();
const cachedProducts = cachedRead<CatalogProduct[]>();

export const listShelves = () => cachedShelves(() => readShelves(db()), ["shelves"]);

export const listFeatured = () =>
  cachedProducts(() => readProducts(db(), eq(products.featured, true)), ["featured"], [FEATURED_TAG]);

export const listCategory = (slug: string) =>
  cachedProducts(
    () => readProducts(db(), eq(products.categorySlug, slug)),
    ["category", slug],
    [categoryTag(slug)],
  );

export async function relatedProducts(product: CatalogProduct): Promise<CatalogProduct[]> {
  const related = relatedTo(product, await listShelves()).map(({ id }) => id);
  return cachedProducts(() => cardsByIds(related), ["related", ...related]);
}

export async function searchProducts(query: string, locale: Locale): Promise<CatalogProduct[]> {
  const all = cachedProducts(() => readProducts(db(), sql`true`), ["search"], [SEARCH_TAG]);
  const [categoryList, found] = await Promise.all([listCategories(), all]);
  const names = new Map(categoryList.map((category) => [category.slug, inLocale(category.name, locale)]));
  return searchIn(found, query, locale, (slug) => names.get(slug) ?? "");
}
