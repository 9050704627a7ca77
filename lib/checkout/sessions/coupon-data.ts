import type { Quote } from "@/lib/model/quote";

const MAX_LENGTH = 40;

/** One name for all discounts together, as the shopper reads it at Stripe: "TENOFF + Gold members". */
export function couponName(quote: Quote): string {
  const name = quote.discounts.map((discount) => discount.code ?? discount.name).join(" + ");
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH - 1)}…`;
}

/** `amount_off` in minor units; `name` at most 40 characters, for the shopper. */
export type CouponData = { name: string; amount_off: number; currency: string; duration: "once" };

export function couponData(quote: Quote): CouponData | null {
  const { currency, discountTotal } = quote;
  if (discountTotal === 0) return null;
  return { name: couponName(quote), amount_off: discountTotal, currency, duration: "once" };
}
