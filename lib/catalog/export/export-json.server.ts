import "server-only";
import { asc } from "drizzle-orm";
import { currency as currencyOf } from "@/lib/base/money";
import type { JsonText } from "@/lib/catalog/goods/json-record";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { slugsIn } from "@/lib/catalog/import/write-lists.server";
import { categoryOf } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import type { Database } from "@/lib/db/client";
import { categories, collections } from "@/lib/db/schema";
import { pathOfPicture, pictureKeyOf } from "@/lib/model/picture";
import type { PricesByCurrency } from "@/lib/model/price";
import { videoPath } from "@/lib/model/video";
import { storedProducts } from "./stored-pages.server";

/** The lines of a file in the store's own format: categories from the top, products, collections. */
export async function* exportJson(db: Database): AsyncGenerator<string> {
  for (const category of await categoriesFromTop(db)) yield `${JSON.stringify(category)}\n`;
  for await (const stored of storedProducts(db)) {
    if (stored.variants.length > 0) yield `${JSON.stringify(productText(stored))}\n`;
  }
  const lists = await db.select().from(collections).orderBy(asc(collections.position), asc(collections.slug));
  for (const { publishedAt, ...list } of lists) {
    const text: JsonText = {
      type: "collection",
      ...list,
      products: await slugsIn(db, list.slug),
      publishedAt: publishedAt?.toISOString() ?? null,
    };
    yield `${JSON.stringify(text)}\n`;
  }
}

async function categoriesFromTop(db: Database): Promise<JsonText[]> {
  const all = await db.select().from(categories).orderBy(asc(categories.position), asc(categories.slug));
  const below = (parent: string | null): JsonText[] =>
    all
      .filter(({ parentSlug }) => parentSlug === parent)
      .flatMap(({ parentSlug, ...category }) => [
        { type: "category" as const, ...category, parent: parentSlug },
        ...below(category.slug),
      ]);
  return below(null);
}

const pricesText = (prices: PricesByCurrency) =>
  Object.fromEntries(
    Object.entries(prices).map(([code, { amount, compareAt }]) => {
      const text = (minor: number) => writePrice(minor, currencyOf(code));
      return [
        code,
        { price: text(amount), ...(compareAt !== undefined && { compareAtPrice: text(compareAt) }) },
      ];
    }),
  );

/** A product as a line of the store's own format. */
export function productText({ product, variants }: StoredProduct): JsonText {
  const { id, slug, name, description, details, options } = product;
  const shown = new Set(product.pictures.map(pathOfPicture));
  const drawings = Object.entries(product.images).filter(
    ([, path]) => pictureKeyOf(path) === null && !shown.has(path),
  );
  const { vendor, kind, tags, seoTitle, seoDescription, position, featured, active, taxCode } = product;
  return {
    type: "product",
    ...{ id, slug, category: categoryOf(product), name, description, details, options },
    images: Object.fromEntries(drawings),
    pictures: product.pictures.map((picture) => ({
      src: pathOfPicture(picture),
      alt: picture.alt,
      of: picture.of,
      ...(picture.video && { video: videoPath(picture.video.key) }),
    })),
    ...{ vendor, kind, tags, seoTitle, seoDescription, position, featured, active },
    publishedAt: product.publishedAt?.toISOString() ?? null,
    taxCode,
    variants: variants.map(({ unitAmount, compareAtAmount, costAmount, currency, ...variant }) => ({
      sku: variant.sku,
      options: variant.options,
      price: writePrice(unitAmount, currency),
      compareAtPrice: compareAtAmount === null ? null : writePrice(compareAtAmount, currency),
      prices: pricesText(variant.prices),
      cost: costAmount === null ? null : writePrice(costAmount, currency),
      currency,
      barcode: variant.barcode,
      storagePlace: variant.storagePlace,
      weightGrams: variant.weightGrams,
      onHand: variant.onHand,
      lowStockAt: variant.lowStockAt,
      backorder: variant.backorder,
      active: variant.active,
    })),
  };
}
