import type { Quote } from "@/lib/model/quote";

const MAX_LENGTH = 40;

/** What the shopper reads at Stripe for all discounts of a quote together: "TENOFF + Gold members". */
export function couponName(quote: Quote): string {
  const name = quote.discounts.map((discount) => discount.code ?? discount.name).join(" + ");
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH - 1)}…`;
}

/** `amount_off` in minor units; `name` is what the shopper reads, at most 40 characters. */
export type CouponData = { name: string; amount_off: number; currency: string; duration: "once" };

/** The one discount that stands for all of a quote's; null when it has none. */
export function couponData(quote: Quote): CouponData | null {
  const { currency, discountTotal } = quote;
  if (discountTotal === 0) return null;
  return { name: couponName(quote), amount_off: discountTotal, currency, duration: "once" };
}
