import type { Quote } from "@/lib/model/quote";

/** What a PaymentIntent for the quote must collect, minor units: the total, and a tax on top that was worked out for it. */
export function amountDue(quote: Quote): number {
  return quote.total + (quote.calculatedTax?.amount ?? 0);
}

/** The tax that was worked out for the quote so far, minor units: all of it, and what of it is on top of the total. */
export function calculatedTaxes({ calculatedTax }: Quote): { taxTotal: number; taxAdded: number } {
  const { amount = 0, included = 0 } = calculatedTax ?? {};
  return { taxTotal: amount + included, taxAdded: amount };
}
