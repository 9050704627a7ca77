import { allocate, chargeStep } from "@/lib/money";
import type { Quote, QuoteLine } from "./types";

/** Pieces of a quoted line that cost the same after the discounts. Minor units. */
export type RepricedLine = { line: QuoteLine; unitAmount: number; quantity: number };

/**
 * The quote's lines with its discounts already taken off, for where no discount can be told. Every cent of
 * `discountTotal` lands on a line in proportion to its price, and the lines sum to `subtotal - discountTotal` exactly:
 * pieces that don't divide evenly become two entries whose unit amounts differ by one, or by the step in which Stripe
 * charges the currency.
 */
export function repricedLines(quote: Quote): RepricedLine[] {
  const step = chargeStep(quote.currency);
  const shares = allocate(
    quote.discountTotal / step,
    quote.lines.map((line) => line.total),
  );
  return quote.lines.flatMap((line, index) => {
    const total = line.total / step - (shares[index] ?? 0);
    const unit = Math.floor(total / line.quantity);
    const dearer = total - unit * line.quantity;
    return [
      { line, unitAmount: (unit + 1) * step, quantity: dearer },
      { line, unitAmount: unit * step, quantity: line.quantity - dearer },
    ].filter((entry) => entry.quantity > 0);
  });
}
