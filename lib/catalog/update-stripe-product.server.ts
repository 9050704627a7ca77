import "server-only";
import type Stripe from "stripe";
import type { ProductAtStripe } from "@/lib/db/schema/stripe-list";
import type { Side } from "./merge-facts";
import { compareProduct, type ProductRow } from "./product-facts";
import { isProductUpToDate, wantedProduct } from "./product-params";

/**
 * Updates Stripe's product. It is read again first, because it may have been edited at Stripe.
 * @returns it afterwards; `current` if nothing changed
 */
export async function updateStripeProduct(
  stripe: Stripe,
  row: ProductRow,
  current: ProductAtStripe,
  prefer: Side | null,
): Promise<ProductAtStripe> {
  const wantedOf = (product: ProductAtStripe) => compareProduct(row, product, prefer).wanted;
  if (isProductUpToDate(row, current, wantedOf(current))) return current;
  const now = await stripe.products.retrieve(current.id);
  const wanted = wantedOf(now);
  if (isProductUpToDate(row, now, wanted)) return now;
  return stripe.products.update(now.id, wantedProduct(row, now, wanted));
}
