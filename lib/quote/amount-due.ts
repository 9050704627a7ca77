import type { Quote } from "@/lib/model/quote";

/** What a PaymentIntent collects, in minor units: the total and added tax. */
export function amountDue(quote: Quote): number {
  return quote.total + (quote.calculatedTax?.amount ?? 0);
}

/** The calculated tax in minor units: all of it, and the part on top of the total. */
export function calculatedTaxes({ calculatedTax }: Quote): { taxTotal: number; taxAdded: number } {
  const { amount = 0, included = 0 } = calculatedTax ?? {};
  return { taxTotal: amount + included, taxAdded: amount };
}
