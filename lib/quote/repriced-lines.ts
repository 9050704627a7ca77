import { allocate, chargeStep } from "@/lib/base/money";
import type { Quote, QuoteLine } from "@/lib/model/quote";

/** `total` is the line's amount after its share of the discounts, in minor units. */
type DiscountedLine = { line: QuoteLine; total: number };

/** A line for Stripe, in minor units. `pieces` equals `quantity`, unless all pieces are sold as one. */
export type RepricedLine = { line: QuoteLine; unitAmount: number; quantity: number; pieces: number };

/** Spreads `discountTotal` over the lines in proportion to their prices: they sum to `subtotal - discountTotal`, in amounts that Stripe can charge. */
export function discountedLines(quote: Quote): DiscountedLine[] {
  const step = chargeStep(quote.currency);
  const shares = allocate(
    quote.discountTotal / step,
    quote.lines.map((line) => line.total),
  );
  return quote.lines.map((line, index) => ({ line, total: line.total - (shares[index] ?? 0) * step }));
}

/**
 * The quote's lines after the discounts. When a line's pieces can't share its total evenly, they are sold as one: two prices
 * would round the tax differently, and Checkout takes no fractions of a cent.
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
