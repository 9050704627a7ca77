import type Stripe from "stripe";

/** Minor units: what the tax adds to the other amounts, and what is inside them. */
export function taxParts({
  amount_subtotal: subtotal,
  amount_total: total,
  total_details: details,
  shipping_cost: shipping,
}: Pick<Stripe.Checkout.Session, "amount_subtotal" | "amount_total" | "total_details" | "shipping_cost">) {
  const withoutAdded = (subtotal ?? 0) - (details?.amount_discount ?? 0) + (shipping?.amount_subtotal ?? 0);
  const added = (total ?? 0) - withoutAdded;
  return { added, included: (details?.amount_tax ?? 0) - added };
}
