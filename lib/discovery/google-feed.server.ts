import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import { getCategory } from "@/lib/catalog/categories.server";
import { cardsByIds } from "@/lib/catalog/products.server";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { deliveryTo } from "./delivered-to.server";
import { type FeedPart, googleFeed } from "./google-feed";

const PRODUCTS_AT_ONCE = 200;

/** All that shoppers see, some at a time in the order of an index, so that the catalogue is never in memory as a whole. */
async function* feedParts(locale: Locale): AsyncGenerator<FeedPart> {
  const known = new Map<string, readonly string[]>();
  let last = "";
  for (;;) {
    const { rows }: { rows: { id: ProductId }[] } = await db().execute<{ id: ProductId }>(
      sql`select product_id as id from listings where list = 'all' and published_at <= now() and product_id > ${last}
        order by product_id limit ${PRODUCTS_AT_ONCE}`,
    );
    const products = await cardsByIds(rows.map(({ id }) => id));
    for (const { categorySlug } of products) {
      if (!known.has(categorySlug)) known.set(categorySlug, await categoryNames(categorySlug, locale));
    }
    yield { products, categories: known };
    if (rows.length < PRODUCTS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

async function categoryNames(slug: string, locale: Locale): Promise<string[]> {
  const category = await getCategory(slug);
  return category ? [...category.above, category].map(({ name }) => inLocale(name, locale)) : [];
}

/** @param country as `deliveryTo` takes it; null when the shop does not deliver there */
export async function goodsFeed(locale: Locale, country?: string): Promise<AsyncGenerator<string> | null> {
  const delivery = await deliveryTo(country);
  if (country !== undefined && !delivery) return null;
  return googleFeed(feedParts(locale), { shop: shop(), base: env().STORE_URL, locale, delivery });
}
