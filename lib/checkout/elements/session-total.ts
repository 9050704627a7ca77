import type { StripeCheckoutTotalSummary } from "@stripe/stripe-js";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";

type Totals = Pick<StripeCheckoutTotalSummary, "total" | "shippingRate" | "taxExclusive">;

/**
 * Whether the quote explains what Stripe's session asks for. It does not while another window has changed the session:
 * then the store is asked for the quote again.
 */
export function isTotalOfQuote(
  quote: Pick<CheckoutQuote, "subtotal" | "discountTotal">,
  { total, shippingRate, taxExclusive }: Totals,
): boolean {
  const expected =
    quote.subtotal - quote.discountTotal + shippingRate.minorUnitsAmount + taxExclusive.minorUnitsAmount;
  return expected === total.minorUnitsAmount;
}
