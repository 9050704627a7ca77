import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { unstable_cache } from "next/cache";
import type { Locale } from "@/i18n/routing";
import { type Database, db } from "@/lib/db/client";
import { categories, products, variants } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { FRESH_FOR } from "./freshness";
import { CATALOG_TAG } from "./revalidate.server";
import { searchIn } from "./search";
import type { CatalogProduct, Category } from "./types";

const cache = { tags: [CATALOG_TAG], revalidate: FRESH_FOR };

export async function readCategories(q: Database): Promise<Category[]> {
  return q
    .select({ slug: categories.slug, name: categories.name, description: categories.description })
    .from(categories)
    .orderBy(asc(categories.position));
}

/** Every product on sale, in the order of the shop. */
export async function readProducts(q: Database): Promise<CatalogProduct[]> {
  const found = await q
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(categories, eq(categories.slug, products.categorySlug))
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(eq(products.active, true), eq(variants.active, true)))
    .orderBy(asc(categories.position), asc(products.position), asc(variants.position));
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

export const listCategories = unstable_cache(() => readCategories(db()), ["categories"], cache);

export const listProducts = unstable_cache(() => readProducts(db()), ["products"], cache);

export async function getCategory(slug: string): Promise<Category | null> {
  return (await listCategories()).find((category) => category.slug === slug) ?? null;
}

export async function getProduct(slug: string): Promise<CatalogProduct | null> {
  return (await listProducts()).find((product) => product.slug === slug) ?? null;
}

/** The products a shopper's words find, best first. */
export async function searchProducts(query: string, locale: Locale): Promise<CatalogProduct[]> {
  const [categories, products] = await Promise.all([listCategories(), listProducts()]);
  const names = new Map(categories.map((category) => [category.slug, category.name[locale]]));
  return searchIn(products, query, locale, (slug) => names.get(slug) ?? "");
}
