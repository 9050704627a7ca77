import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { ShippingSpeed } from "@/lib/model/quote";
import type { ElementsOptions } from "@/lib/payments/options";

/** For our page on the Payment Element; the answer to every change. Amounts are minor units. */
export type PaymentCheckout = {
  orderId: OrderId;
  quote: CheckoutQuote;
  shippingSpeed: ShippingSpeed;
  /** Null: Stripe Tax needs the address. */
  tax: {
    /** Added to the total. */
    added: number;
    /** Inside the total. */
    included: number;
  } | null;
  taxed: boolean;
  amount: number;
  currency: Currency;
  /** Sent back to confirm, so that the shopper is charged what was shown. */
  signedQuote: string;
  /** ISO 8601, of the signed quote. */
  expiresAt: string;
  elements: ElementsOptions;
  requireCvc: boolean;
  /** A payment that waits for the bank. */
  resume: { clientSecret: string } | null;
  defaults: CheckoutDefaults | null;
};
