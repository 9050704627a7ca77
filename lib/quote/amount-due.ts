import type { Quote } from "@/lib/model/quote";

/** Minor units that a PaymentIntent collects: the total and added tax. */
export function amountDue(quote: Quote): number {
  return quote.total + (quote.calculatedTax?.amount ?? 0);
}

/** Minor units: all tax, and the part on top of the total. */
export function calculatedTaxes({ calculatedTax }: Quote): { taxTotal: number; taxAdded: number } {
  const { amount = 0, included = 0 } = calculatedTax ?? {};
  return { taxTotal: amount + included, taxAdded: amount };
}
