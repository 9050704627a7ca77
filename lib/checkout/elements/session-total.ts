import type { StripeCheckoutTotalSummary } from "@stripe/stripe-js";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";

type Totals = Pick<StripeCheckoutTotalSummary, "total" | "shippingRate" | "taxExclusive">;

/** Whether the session's total is that of the quote. It is not while another window has changed the session; the quote must be read again then. */
export function isTotalOfQuote(
  quote: Pick<CheckoutQuote, "subtotal" | "discountTotal">,
  { total, shippingRate, taxExclusive }: Totals,
): boolean {
  const expected =
    quote.subtotal - quote.discountTotal + shippingRate.minorUnitsAmount + taxExclusive.minorUnitsAmount;
  return expected === total.minorUnitsAmount;
}
