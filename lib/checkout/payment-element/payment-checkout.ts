import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { ShippingSpeed } from "@/lib/model/quote";
import type { ElementsOptions } from "@/lib/payments/options";

/** What our own page on the Payment Element needs, and what every change of it answers. Amounts are minor units. */
export type PaymentCheckout = {
  orderId: OrderId;
  quote: CheckoutQuote;
  shippingSpeed: ShippingSpeed;
  /** Null: Stripe Tax works it out once the address is known. */
  tax: {
    /** On top of the quote's total. */
    added: number;
    /** Inside of it. */
    included: number;
  } | null;
  /** The tax depends on the whole address. */
  taxed: boolean;
  amount: number;
  currency: Currency;
  /** Goes back with the confirmation: what the shopper saw is what is charged. */
  signedQuote: string;
  /** ISO 8601, of the signed quote. */
  expiresAt: string;
  elements: ElementsOptions;
  requireCvc: boolean;
  /** A payment of this order that waits for the shopper's bank. */
  resume: { clientSecret: string } | null;
  /** Of the account, when the checkout starts; null for a guest. */
  defaults: CheckoutDefaults | null;
};
