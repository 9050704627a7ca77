import "server-only";
import { and, asc, eq, inArray, notExists, or, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { ProductId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { products, stripeListedPrices, stripeListedProducts } from "@/lib/db/schema";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";
import type { StoredProduct } from "./stored-product.server";

/** The most that Stripe gives with one call. */
const PAGE = 100;

/** What Stripe has of one product of the store: `prices` are active, and belong to it, name one of its SKUs, or are those of its variants. */
export type Listed = { product: ProductAtStripe | undefined; prices: PriceAtStripe[] };

/**
 * Lists the account's products and active prices into the database, a page at a time, as no process should hold them all.
 * @param onListed is told how many there are so far
 * @param wanted "all currencies" asks for what prices cost in others than their own, too, which takes Stripe longer
 */
export async function listAccount(
  db: Database,
  stripe: Stripe,
  onListed: (count: number) => void,
  wanted?: "all currencies",
): Promise<void> {
  await forgetList(db);
  let count = 0;
  const listed = (of: number) => {
    count += of;
    onListed(count);
  };
  await Promise.all([
    listProducts(db, stripe, listed),
    listPrices(db, stripe, listed, wanted === "all currencies"),
  ]);
  // New tables have no statistics, without which the pages would be looked up by reading all of it.
  await db.execute(sql`analyze ${stripeListedProducts}, ${stripeListedPrices}`);
}

export async function forgetList(db: Database): Promise<void> {
  await db.execute(sql`truncate ${stripeListedProducts}, ${stripeListedPrices}`);
}

async function listProducts(db: Database, stripe: Stripe, listed: (of: number) => void): Promise<void> {
  const list = stripe.products.list({ limit: PAGE });
  for await (const page of inPages(list)) {
    const rows = page.map((product) => ({
      id: product.id,
      slug: product.metadata.slug ?? null,
      product: ofProduct(product),
    }));
    await db.insert(stripeListedProducts).values(rows).onConflictDoNothing();
    listed(rows.length);
  }
}

async function listPrices(
  db: Database,
  stripe: Stripe,
  listed: (of: number) => void,
  inAll: boolean,
): Promise<void> {
  const expand = inAll ? ["data.currency_options"] : [];
  const list = stripe.prices.list({ active: true, limit: PAGE, expand });
  for await (const page of inPages(list)) {
    const rows = page.map((price) => ({
      id: price.id,
      productId: typeof price.product === "string" ? price.product : price.product.id,
      lookupKey: price.lookup_key,
      sku: price.metadata.sku ?? null,
      price: ofPrice(price),
    }));
    await db.insert(stripeListedPrices).values(rows).onConflictDoNothing();
    listed(rows.length);
  }
}

async function* inPages<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let page: Item[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** What is listed of some products of the store, by their ids. A product that has no id at Stripe yet is found by its slug. */
export async function readListed(
  db: Database,
  stored: readonly StoredProduct[],
): Promise<(of: StoredProduct) => Listed> {
  const found = await listedProducts(db, stored);
  const skus = stored.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  const prices = await db
    .select()
    .from(stripeListedPrices)
    .where(
      or(
        inArray(
          stripeListedPrices.productId,
          [...found.values()].map(({ id }) => id),
        ),
        inArray(stripeListedPrices.lookupKey, skus),
        inArray(stripeListedPrices.sku, skus),
        inArray(stripeListedPrices.id, stored.flatMap(priceIdsOf)),
      ),
    );
  const byKey = new Map<string, Set<PriceAtStripe>>();
  for (const { id, productId, lookupKey, sku, price } of prices) {
    for (const key of [id, productId, keyOfSku(lookupKey), keyOfSku(sku)]) {
      if (key) byKey.set(key, (byKey.get(key) ?? new Set()).add(price));
    }
  }
  return (of) => {
    const product = found.get(of.product.id);
    const keys = [product?.id ?? "", ...of.variants.map(({ sku }) => `sku ${sku}`), ...priceIdsOf(of)];
    return { product, prices: [...new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))] };
  };
}

const keyOfSku = (sku: string | null) => sku && `sku ${sku}`;

export const priceIdsOf = ({ variants: own }: StoredProduct) =>
  own.flatMap(({ stripePriceId }) => stripePriceId ?? []);

/** Of several products with a slug the oldest one on sale counts, and none that belongs to another product of the store. */
async function listedProducts(
  db: Database,
  stored: readonly StoredProduct[],
): Promise<Map<ProductId, ProductAtStripe>> {
  const ids = stored.flatMap(({ product }) => product.stripeProductId ?? []);
  const slugs = stored.map(({ product }) => product.slug);
  const taken = db
    .select({ id: products.id })
    .from(products)
    .where(eq(products.stripeProductId, stripeListedProducts.id));
  const { product } = stripeListedProducts;
  const rows = await db
    .select()
    .from(stripeListedProducts)
    .where(
      or(
        inArray(stripeListedProducts.id, ids),
        and(inArray(stripeListedProducts.slug, slugs), notExists(taken)),
      ),
    )
    .orderBy(
      sql`(${product} ->> 'active')::boolean desc, (${product} ->> 'created')::bigint`,
      asc(stripeListedProducts.id),
    );
  return new Map(
    stored.flatMap(({ product: { id, slug, stripeProductId } }) => {
      const byId = rows.find((row) => row.id === stripeProductId);
      const bySlug = rows.find((row) => row.slug === slug && !ids.includes(row.id));
      const at = byId ?? bySlug;
      return at ? [[id, at.product] as const] : [];
    }),
  );
}

function ofProduct(all: Stripe.Product): ProductAtStripe {
  const { id, active, created, updated, name, description, images, metadata, tax_code, default_price } = all;
  return { id, active, created, updated, name, description, images, metadata, tax_code, default_price };
}

function ofPrice(all: Stripe.Price): PriceAtStripe {
  const { id, active, billing_scheme, created, currency, lookup_key, metadata, nickname, product } = all;
  const { tax_behavior, transform_quantity, type, unit_amount, currency_options } = all;
  return {
    ...{ id, active, billing_scheme, created, currency, lookup_key, metadata, nickname, product },
    ...{ tax_behavior, transform_quantity, type, unit_amount },
    ...(currency_options && { currency_options }),
  };
}
