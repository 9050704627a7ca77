import type { Quote } from "./types";

/** What a PaymentIntent for the quote must collect, minor units: the total, and a tax that was worked out for it. */
export function amountDue(quote: Quote): number {
  return quote.total + (quote.calculatedTax?.amount ?? 0);
}
