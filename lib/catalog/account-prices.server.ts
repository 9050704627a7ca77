import "server-only";
import type Stripe from "stripe";
import { orDeleted } from "@/lib/stripe/or-deleted";

export type AccountPrices = {
  /** Active prices that belong to the product or name one of the SKUs, and prices with one of the ids. */
  for: (productId: string, skus: readonly string[], priceIds: readonly string[]) => Stripe.Price[];
};

export async function readAccountPrices(stripe: Stripe): Promise<AccountPrices> {
  const found = new Map<string, Stripe.Price[]>();
  const keep = (key: string, price: Stripe.Price) => {
    const list = found.get(key);
    if (list) list.push(price);
    else found.set(key, [price]);
  };
  for await (const price of stripe.prices.list({ active: true, limit: 100 })) {
    keep(price.id, price);
    keep(typeof price.product === "string" ? price.product : price.product.id, price);
    for (const sku of new Set([price.lookup_key, price.metadata.sku])) if (sku) keep(`sku ${sku}`, price);
  }
  return {
    for: (productId, skus, priceIds) => [
      ...new Set(
        [productId, ...skus.map((sku) => `sku ${sku}`), ...priceIds].flatMap((key) => found.get(key) ?? []),
      ),
    ],
  };
}

/** Looks up prices by id, also archived ones. `unknown` ids do not exist at Stripe. */
export async function lookUpPrices(
  stripe: Stripe,
  ids: readonly string[],
): Promise<{ found: Stripe.Price[]; unknown: Set<string> }> {
  const found: Stripe.Price[] = [];
  const unknown = new Set<string>();
  for (const id of ids) {
    const price = await orDeleted(id, stripe.prices.retrieve(id));
    if (price.deleted) unknown.add(id);
    else found.push(price);
  }
  return { found, unknown };
}
