import "server-only";
import Stripe from "stripe";
import { orDeleted } from "@/lib/stripe/or-deleted";
import type { DeletedAtStripe } from "./product-facts";

/** What Stripe says of one product of the store. */
export type StripeProduct = {
  product: Stripe.Product | DeletedAtStripe;
  /** The active prices of the product, and those that the store's variants have: elsewhere, or archived. */
  prices: Stripe.Price[];
};

/** A product with more active prices than this is none that a shop sells. */
const MOST_PRICES = 1_000;

/**
 * @param productIds whose prices are looked at; the first is the store's product.
 * @param priceIds the prices that the store's variants have: one that is not among the others is looked up.
 */
export async function readStripeProduct(
  stripe: Stripe,
  productIds: readonly [string, ...string[]],
  priceIds: readonly string[],
): Promise<StripeProduct> {
  const [own] = productIds;
  const [product, ...lists] = await Promise.all([
    orDeleted(own, stripe.products.retrieve(own)),
    ...productIds.map((id) => activePrices(stripe, id)),
  ]);
  const prices = lists.flat();
  const listed = new Set(prices.map(({ id }) => id));
  const elsewhere = await Promise.all(
    priceIds.filter((id) => !listed.has(id)).map((id) => orDeleted(id, stripe.prices.retrieve(id))),
  );
  return {
    product,
    prices: [...prices, ...elsewhere.flatMap((price) => (price.deleted ? [] : price))],
  };
}

async function activePrices(stripe: Stripe, product: string): Promise<Stripe.Price[]> {
  try {
    const listed = stripe.prices.list({ product, active: true, limit: 100 });
    return await listed.autoPagingToArray({ limit: MOST_PRICES });
  } catch (error) {
    const isGone =
      error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
    if (isGone) return [];
    throw error;
  }
}
