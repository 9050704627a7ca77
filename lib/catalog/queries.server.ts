import "server-only";
import { and, asc, eq, exists, isNotNull, type SQL } from "drizzle-orm";
import { unstable_cache } from "next/cache";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { storableText } from "@/lib/base/storable-text";
import { type Database, db } from "@/lib/db/client";
import { categories, products, variants } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { isFresh, RENEW_AFTER } from "./freshness";
import { relatedTo } from "./related";
import { searchIn } from "./search";
import { categoryTag, FEATURED_TAG, productTag, SEARCH_TAG } from "./tags";
import type { CatalogProduct, Category, ShelvedProduct } from "./types";

/** A variant without a price at Stripe can't be bought. */
const onSale = and(eq(products.active, true), eq(variants.active, true), isNotNull(variants.stripePriceId));

export async function readCategories(q: Database): Promise<Category[]> {
  const goods = q
    .select({ id: products.id })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(eq(products.categorySlug, categories.slug), onSale));
  return q
    .select({ slug: categories.slug, name: categories.name, description: categories.description })
    .from(categories)
    .where(exists(goods))
    .orderBy(asc(categories.position));
}

const shopOrder = [asc(categories.position), asc(products.position), asc(variants.position)];

/** Products on sale, in the shop's order; `which` filters them. */
export async function readProducts(q: Database, which?: SQL): Promise<CatalogProduct[]> {
  const found = await q
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(categories, eq(categories.slug, products.categorySlug))
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(onSale, which))
    .orderBy(...shopOrder);
  const available = await availableStock(
    q,
    found.map((row) => row.variant.id),
  );
  const bySlug = new Map<string, CatalogProduct>();
  for (const { product, variant } of found) {
    const entry = bySlug.get(product.slug) ?? {
      id: product.id,
      slug: product.slug,
      categorySlug: product.categorySlug,
      name: product.name,
      description: product.description,
      details: product.details,
      axes: product.options,
      images: product.images,
      featured: product.featured,
      variants: [],
    };
    entry.variants.push({
      id: variant.id,
      sku: variant.sku,
      options: variant.options,
      unitAmount: variant.unitAmount,
      currency: variant.currency,
      available: available.get(variant.id) ?? 0,
    });
    bySlug.set(product.slug, entry);
  }
  return [...bySlug.values()];
}

/** Which category each product is in, without what changes often. */
export async function readShelves(q: Database): Promise<ShelvedProduct[]> {
  const found = await q
    .selectDistinctOn([categories.position, products.position, products.slug], {
      slug: products.slug,
      categorySlug: products.categorySlug,
      images: products.images,
    })
    .from(products)
    .innerJoin(categories, eq(categories.slug, products.categorySlug))
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(onSale)
    .orderBy(asc(categories.position), asc(products.position), asc(products.slug));
  return found.map(({ slug, categorySlug, images }) => ({ slug, categorySlug, image: images.default ?? "" }));
}

/** Widely read data gets no tag and expires by time, because a page gets the tags of all that it reads. Simultaneous reads share one query. */
function cachedRead<Read>() {
  const underWay = new Map<string, Promise<Read>>();
  const readNow = (read: () => Promise<Read>, name: string): Promise<Read> => {
    const begun = underWay.get(name) ?? read().finally(() => underWay.delete(name));
    underWay.set(name, begun);
    return begun;
  };
  return async (read: () => Promise<Read>, key: string[], tags: string[] = []): Promise<Read> => {
    const dated = async () => ({ found: await read(), readAt: Date.now() });
    const { found, readAt } = await unstable_cache(dated, key, { tags, revalidate: RENEW_AFTER })();
    // Outside of a cached page Next.js returns old data and renews it in the background, so old data is read again here.
    return isFresh(readAt, Date.now()) ? found : readNow(read, JSON.stringify(key));
  };
}

const cachedCategories = cachedRead<Category[]>();
const cachedShelves = cachedRead<ShelvedProduct[]>();
const cachedProducts = cachedRead<CatalogProduct[]>();

export const listCategories = () => cachedCategories(() => readCategories(db()), ["categories"]);

export const listShelves = () => cachedShelves(() => readShelves(db()), ["shelves"]);

export const listFeatured = () =>
  cachedProducts(() => readProducts(db(), eq(products.featured, true)), ["featured"], [FEATURED_TAG]);

export const listCategory = (slug: string) =>
  cachedProducts(
    () => readProducts(db(), eq(products.categorySlug, slug)),
    ["category", slug],
    [categoryTag(slug)],
  );

export async function getCategory(slug: string): Promise<Category | null> {
  return (await listCategories()).find((category) => category.slug === slug) ?? null;
}

/** Letters. Next.js keeps nothing under a longer name. */
const LONGEST_SLUG = 200;

export async function getProduct(slug: string): Promise<CatalogProduct | null> {
  if (slug.length > LONGEST_SLUG || storableText(slug) !== slug) return null;
  const read = () => readProducts(db(), eq(products.slug, slug));
  const [product] = await cachedProducts(read, ["product", slug], [productTag(slug)]);
  return product ?? null;
}

export async function relatedProducts(product: CatalogProduct): Promise<CatalogProduct[]> {
  const related = await Promise.all(
    relatedTo(product, await listShelves()).map(({ slug }) => getProduct(slug)),
  );
  return related.filter((other) => other !== null);
}

export async function searchProducts(query: string, locale: Locale): Promise<CatalogProduct[]> {
  const all = cachedProducts(() => readProducts(db()), ["search"], [SEARCH_TAG]);
  const [categoryList, found] = await Promise.all([listCategories(), all]);
  const names = new Map(categoryList.map((category) => [category.slug, inLocale(category.name, locale)]));
  return searchIn(found, query, locale, (slug) => names.get(slug) ?? "");
}
