import type Stripe from "stripe";

/** Spreads a discount in proportion to the lines, to the last minor unit. */
export function spreadDiscount(
  coupon: Stripe.Coupon | undefined,
  lines: { amount: number; product: string }[],
): number[] {
  if (!coupon) return lines.map(() => 0);
  const products = coupon.applies_to?.products;
  const bases = lines.map((line) => (!products || products.includes(line.product) ? line.amount : 0));
  const base = bases.reduce((sum, amount) => sum + amount, 0);
  if (base === 0) return lines.map(() => 0);
  const wanted =
    coupon.percent_off === null ? (coupon.amount_off ?? 0) : Math.round((base * coupon.percent_off) / 100);
  return allocate(Math.min(wanted, base), bases);
}

/** Splits a total; the largest remainders get the rest. */
function allocate(total: number, weights: number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const missing = total - shares.reduce((left, right) => left + right, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((left, right) => right.rest - left.rest || left.index - right.index);
  for (const { index } of order.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
