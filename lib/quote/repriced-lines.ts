import { allocate, chargeStep } from "@/lib/base/money";
import type { Quote, QuoteLine } from "@/lib/model/quote";

/** `total`: after its share of the discounts, minor units. */
type DiscountedLine = { line: QuoteLine; total: number };

/** For Stripe, minor units. `pieces`: equal to `quantity`, or all sold as one. */
export type RepricedLine = { line: QuoteLine; unitAmount: number; quantity: number; pieces: number };

/** Spreads `discountTotal` in proportion to the prices: the lines sum to `subtotal - discountTotal`, in amounts that Stripe can charge. */
export function discountedLines(quote: Quote): DiscountedLine[] {
  const step = chargeStep(quote.currency);
  const shares = allocate(
    quote.discountTotal / step,
    quote.lines.map((line) => line.total),
  );
  return quote.lines.map((line, index) => ({ line, total: line.total - (shares[index] ?? 0) * step }));
}

/**
 * The lines after the discounts. A total that its pieces can't share evenly becomes the price of all as one: two prices would be taxed with other
 * rounding, and Checkout has no fractions of a cent.
 */
export function repricedLines(quote: Quote): RepricedLine[] {
  const step = chargeStep(quote.currency);
  return discountedLines(quote).map(({ line, total }) => {
    const isEven = total % (line.quantity * step) === 0;
    return isEven
      ? { line, unitAmount: total / line.quantity, quantity: line.quantity, pieces: line.quantity }
      : { line, unitAmount: total, quantity: 1, pieces: line.quantity };
  });
}
