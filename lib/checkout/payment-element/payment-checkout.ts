import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { ElementsOptions } from "@/lib/payments/options";

/** What the page on the Payment Element needs, and the answer to every change. Amounts are minor units. */
export type PaymentCheckout = {
  orderId: OrderId;
  quote: CheckoutQuote;
  shippingSpeed: string;
  /** Null until Stripe Tax knows the address. */
  tax: {
    /** Tax on top of the quote's total. */
    added: number;
    /** Tax inside the quote's total. */
    included: number;
  } | null;
  taxed: boolean;
  amount: number;
  currency: Currency;
  /** Sent back with the confirmation, so that the shopper is charged what was shown. */
  signedQuote: string;
  /** ISO 8601; when the signed quote expires. */
  expiresAt: string;
  elements: ElementsOptions;
  requireCvc: boolean;
  /** A payment of this order that waits for the shopper's bank; null without one. */
  resume: { clientSecret: string } | null;
  defaults: CheckoutDefaults | null;
};
