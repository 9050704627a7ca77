import type { StripeCheckoutSavedPaymentMethod } from "@stripe/stripe-js";
import type { PageData } from "../../browser/page-api";

/** The customer's saved cards as Stripe.js gives them; null for a session without any. */
export function savedCards({ saved_payment_methods: methods = [] }: PageData) {
  const cards = methods.flatMap(
    ({ id, card, billing_details: details }): StripeCheckoutSavedPaymentMethod[] => {
      if (!card) return [];
      const { brand, exp_month: expMonth, exp_year: expYear, last4 } = card;
      const { email, name, phone, address } = details;
      return [
        {
          id,
          type: "card",
          card: { brand, expMonth, expYear, last4 },
          billingDetails: {
            email,
            name,
            phone,
            address,
          },
        },
      ];
    },
  );
  return cards.length > 0 ? cards : null;
}
