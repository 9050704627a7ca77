import type { StripeCheckoutTotalSummary } from "@stripe/stripe-js";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";

type Totals = Pick<StripeCheckoutTotalSummary, "total" | "shippingRate" | "taxExclusive">;

/** False while another window has changed the session: then the quote has to be read again. */
export function isTotalOfQuote(
  quote: Pick<CheckoutQuote, "subtotal" | "discountTotal">,
  { total, shippingRate, taxExclusive }: Totals,
): boolean {
  const expected =
    quote.subtotal - quote.discountTotal + shippingRate.minorUnitsAmount + taxExclusive.minorUnitsAmount;
  return expected === total.minorUnitsAmount;
}
