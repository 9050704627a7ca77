import type { Quote } from "@/lib/model/quote";

const MAX_LENGTH = 40;

/** What the shopper reads at Stripe for all discounts of a quote together: "TENOFF + Gold members". */
export function couponName(quote: Quote): string {
  const name = quote.discounts.map((discount) => discount.code ?? discount.name).join(" + ");
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH - 1)}…`;
}
