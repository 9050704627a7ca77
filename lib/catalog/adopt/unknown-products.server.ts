import "server-only";
import { and, asc, eq, gt, inArray, isNull, notExists, or } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { products, stripeListedPrices, stripeListedProducts } from "@/lib/db/schema";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";

const PAGE = 250;

/** Where the store has a product that is one at Stripe, or that the sync will make one with it. */
const isKnown = (db: Database) =>
  db
    .select({ id: products.id })
    .from(products)
    .where(
      or(
        eq(products.stripeProductId, stripeListedProducts.id),
        and(eq(products.slug, stripeListedProducts.slug), isNull(products.stripeProductId)),
      ),
    );

export type UnknownProduct = { product: ProductAtStripe; prices: PriceAtStripe[] };

/** The listed products that the store does not have, with their active prices, by their ids, a page at a time. */
export async function* unknownProducts(db: Database): AsyncGenerator<UnknownProduct[]> {
  let after = "";
  for (;;) {
    const page = await db
      .select()
      .from(stripeListedProducts)
      .where(and(gt(stripeListedProducts.id, after), notExists(isKnown(db))))
      .orderBy(asc(stripeListedProducts.id))
      .limit(PAGE);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const ids = page.map(({ id }) => id);
    const prices = await db
      .select()
      .from(stripeListedPrices)
      .where(inArray(stripeListedPrices.productId, ids));
    const byProduct = new Map(ids.map((id) => [id, [] as PriceAtStripe[]]));
    for (const { productId, price } of prices) byProduct.get(productId)?.push(price);
    yield page.map(({ id, product }) => ({ product, prices: byProduct.get(id) ?? [] }));
  }
}

/** How many listed products there are, and how many of them the store does not have. */
export async function countUnknown(db: Database): Promise<{ all: number; unknown: number }> {
  const all = await db.$count(stripeListedProducts);
  return { all, unknown: await db.$count(stripeListedProducts, notExists(isKnown(db))) };
}
