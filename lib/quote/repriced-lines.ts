import { allocate, chargeStep } from "@/lib/base/money";
import type { Quote, QuoteLine } from "@/lib/model/quote";

/** A quoted line and what is left of its total after its share of the discounts, minor units. */
type DiscountedLine = { line: QuoteLine; total: number };

/** A line as Stripe is told of it. `pieces` of the goods in it; the same as `quantity`, or all of them sold as one. Minor units. */
export type RepricedLine = { line: QuoteLine; unitAmount: number; quantity: number; pieces: number };

/**
 * Every cent of the quote's `discountTotal` lands on a line in proportion to its price, and the lines sum to
 * `subtotal - discountTotal` exactly. Each is an amount that Stripe can charge.
 */
export function discountedLines(quote: Quote): DiscountedLine[] {
  const step = chargeStep(quote.currency);
  const shares = allocate(
    quote.discountTotal / step,
    quote.lines.map((line) => line.total),
  );
  return quote.lines.map((line, index) => ({ line, total: line.total - (shares[index] ?? 0) * step }));
}

/**
 * The quote's lines with its discounts already taken off, for where no discount can be told. A total that its pieces
 * can't share evenly is the price of all of them as one: two prices would be rounded apart when they are taxed, and Checkout
 * takes no fractions of a cent.
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
