import type { Quote } from "@/lib/model/quote";

/** Whether the shopper pays the same for the same goods, whatever the parts are called. Pure. */
export function asksTheSame(one: Quote, other: Quote): boolean {
  return JSON.stringify(amounts(one)) === JSON.stringify(amounts(other));
}

const amounts = (quote: Quote) => [
  quote.currency,
  quote.country,
  quote.tax,
  quote.taxBehavior,
  quote.lines.map((line) => [line.variantId, line.unitAmount, line.quantity]).sort(),
  quote.discountTotal,
  quote.shippingRates.map((rate) => [rate.speed, rate.amount]).sort(),
  quote.total,
];
