import type { Case } from "../case";

const intent = {
  as: "intent",
  request: "POST /v1/payment_intents",
  body: { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
  status: 200,
};

/** The Payment Element on a merchant's page. */
export const BROWSER_CASES: readonly Case[] = [
  {
    name: "Payment Element: a card that pays",
    source: "https://docs.stripe.com/payments/payment-element",
    steps: [
      intent,
      {
        browser: { clientSecret: "{intent.client_secret}", card: "4242424242424242" },
        expect: { paymentIntent: { status: "succeeded" } },
      },
      { request: "GET /v1/payment_intents/{intent.id}", status: 200, expect: { status: "succeeded" } },
    ],
  },
  {
    name: "Payment Element: a card that is declined",
    source: "https://docs.stripe.com/testing#declined-payments",
    steps: [
      intent,
      {
        browser: { clientSecret: "{intent.client_secret}", card: "4000000000009995" },
        expect: { error: { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" } },
      },
    ],
  },
  {
    name: "Payment Element: 3D Secure that is completed",
    source: "https://docs.stripe.com/testing#regulatory-cards",
    steps: [
      intent,
      {
        browser: { clientSecret: "{intent.client_secret}", card: "4000002760003184", challenge: "complete" },
        expect: { paymentIntent: { status: "succeeded" } },
      },
    ],
  },
  {
    name: "Payment Element: 3D Secure that fails",
    source: "https://docs.stripe.com/testing#regulatory-cards",
    steps: [
      intent,
      {
        browser: { clientSecret: "{intent.client_secret}", card: "4000002760003184", challenge: "fail" },
        expect: { error: { code: "payment_intent_authentication_failure" } },
      },
    ],
  },
];
