import "server-only";
import { type AnyColumn, and, asc, eq, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import type { CartId, ProductId } from "@/lib/base/ids";
import { type Database, db } from "@/lib/db/client";
import { categories, products, variants } from "@/lib/db/schema";
import { shownStock } from "@/lib/inventory/stock.server";
import { cachedRead } from "./cached-read.server";
import { higherBefore } from "./compare-at";
import { isPriced } from "./mirror.server";
import { categoryOf } from "./of-catalog";
import { isSlug } from "./slug";
import { productTag } from "./tags";
import type { CatalogProduct } from "./types";

/** What shoppers see: published, and with a variant that can be bought. A variant without a price at Stripe can't. */
export const isVisible = and(
  eq(products.active, true),
  lte(products.publishedAt, sql`now()`),
  eq(variants.active, true),
  isPriced(variants.stripePriceId),
);

/** `isVisible`, as a column of a query for variants that may not be. */
export const isForSale = sql<boolean>`coalesce(${isVisible}, false)`;

/** What a cart can sell: what shoppers see, and what staff put into this cart alone. */
export const isForSaleIn = (cartId: AnyColumn | CartId): SQL<boolean> =>
  sql<boolean>`coalesce(${or(isVisible, eq(products.onlyInCart, cartId))}, false)`;

const shopOrder = [
  asc(categories.position),
  asc(products.position),
  asc(products.id),
  asc(variants.position),
];

/** Visible products, in the shop's order. `which` filters them, and must leave few: nothing reads the whole catalogue. */
export async function readProducts(q: Database, which: SQL | undefined): Promise<CatalogProduct[]> {
  const found = await q
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(categories, eq(categories.slug, products.categorySlug))
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(isVisible, which))
    .orderBy(...shopOrder);
  const stock = await shownStock(
    q,
    found.map((row) => row.variant.id),
  );
  const bySlug = new Map<string, CatalogProduct>();
  for (const { product, variant } of found) {
    const entry = bySlug.get(product.slug) ?? {
      id: product.id,
      slug: product.slug,
      categorySlug: categoryOf(product),
      name: product.name,
      description: product.description,
      seoTitle: product.seoTitle,
      seoDescription: product.seoDescription,
      details: product.details,
      axes: product.options,
      images: product.images,
      pictures: product.pictures,
      vendor: product.vendor,
      featured: product.featured,
      variants: [],
    };
    entry.variants.push({
      id: variant.id,
      sku: variant.sku,
      options: variant.options,
      unitAmount: variant.unitAmount,
      compareAtAmount: higherBefore(variant),
      currency: variant.currency,
      prices: variant.prices,
      barcode: variant.barcode,
      weightGrams: variant.weightGrams,
      available: stock.get(variant.id)?.available ?? 0,
      ready: stock.get(variant.id)?.ready ?? 0,
    });
    bySlug.set(product.slug, entry);
  }
  return [...bySlug.values()];
}

/** What cards show of these products, in the order of the ids; those that shoppers don't see are left out. */
export async function cardsByIds(ids: readonly ProductId[]): Promise<CatalogProduct[]> {
  if (ids.length === 0) return [];
  const found = await readProducts(db(), inArray(products.id, [...ids]));
  const byId = new Map(found.map((product) => [product.id, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const cachedProduct = cachedRead<CatalogProduct | null>();

export async function getProduct(slug: string): Promise<CatalogProduct | null> {
  if (!isSlug(slug)) return null;
  const read = async () => (await readProducts(db(), eq(products.slug, slug)))[0] ?? null;
  return cachedProduct(read, ["product", slug], [productTag(slug)]);
}
