import "server-only";
import Stripe from "stripe";
import { orDeleted } from "@/lib/stripe/or-deleted";
import type { DeletedAtStripe } from "./product-facts";

export type StripeProduct = {
  product: Stripe.Product | DeletedAtStripe;
  /** The product's active prices, and the variants' own prices, even if archived or of another product. */
  prices: Stripe.Price[];
};

const MOST_PRICES = 1_000;

/** Reads a product and its prices from Stripe. The first of `productIds` is the store's product; `priceIds` of variants are looked up if missing. */
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
