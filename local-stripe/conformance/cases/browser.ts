import { asks, type Case, type Expected, type Payment } from "../case";
import { aPrice, DONE, SUBSCRIBES, subscriber } from "./parts";

const intent = asks(
  "POST /v1/payment_intents",
  { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
  {},
  { as: "intent" },
);

const pays = (
  name: string,
  source: string,
  payment: Omit<Payment, "clientSecret">,
  expect: Expected,
): Case => ({
  name: `Payment Element: ${name}`,
  source,
  steps: [intent, { browser: { clientSecret: "{intent.client_secret}", ...payment }, expect }],
});

const REGULATORY = "https://docs.stripe.com/testing#regulatory-cards";

/** What a shopper meets in a browser. */
export const BROWSER_CASES: readonly Case[] = [
  pays(
    "a card that pays",
    "https://docs.stripe.com/payments/payment-element",
    { card: "4242424242424242" },
    { paymentIntent: { status: "succeeded" } },
  ),
  pays(
    "a card that is declined",
    "https://docs.stripe.com/testing#declined-payments",
    { card: "4000000000009995" },
    { error: { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" } },
  ),
  pays(
    "3D Secure that is completed",
    REGULATORY,
    { card: "4000002760003184", challenge: "complete" },
    { paymentIntent: { status: "succeeded" } },
  ),
  pays(
    "3D Secure that fails",
    REGULATORY,
    { card: "4000002760003184", challenge: "fail" },
    { error: { code: "payment_intent_authentication_failure" } },
  ),
  {
    name: "Payment Element: a card that the shopper does not let keep",
    assumes: ["`allow_redisplay` without the shopper's"],
    steps: [
      asks("POST /v1/customers", {}, {}, { as: "customer" }),
      asks(
        "POST /v1/payment_intents",
        {
          amount: 2_000,
          currency: "eur",
          customer: "{customer.id}",
          allowed_payment_method_types: ["card"],
        },
        {},
        { as: "intent" },
      ),
      asks(
        "POST /v1/customer_sessions",
        {
          customer: "{customer.id}",
          components: {
            payment_element: {
              enabled: true,
              features: {
                payment_method_save: "enabled",
                payment_method_save_usage: "off_session",
                payment_method_redisplay: "enabled",
              },
            },
          },
        },
        {},
        { as: "session" },
      ),
      {
        browser: {
          clientSecret: "{intent.client_secret}",
          customerSession: "{session.client_secret}",
          card: "4242424242424242",
        },
        expect: { paymentIntent: { status: "succeeded" } },
      },
      asks(
        "GET /v1/payment_intents/{intent.id}",
        { expand: ["payment_method"] },
        { setup_future_usage: null, payment_method: { allow_redisplay: "unspecified", customer: null } },
      ),
    ],
  },
  {
    name: "Stripe.js: a name of another release",
    assumes: ["That a name of another release is a function which throws"],
    steps: [
      {
        browser: { says: "({ initCheckout: typeof stripe.initCheckout })" },
        expect: { initCheckout: "function" },
      },
    ],
  },
  {
    name: "the hosted page shows what is bought",
    source: "https://docs.stripe.com/payments/checkout",
    steps: [
      aPrice({ product_data: { name: "Stoneware mug" } }),
      asks(
        "POST /v1/checkout/sessions",
        { mode: "payment", success_url: DONE, line_items: [{ price: "{price.id}", quantity: 1 }] },
        {},
        { as: "session" },
      ),
      { browser: { visit: "{session.url}", shows: "Stoneware mug" }, expect: { shows: "Stoneware mug" } },
    ],
  },
  {
    name: "a payment link shows what is bought",
    source: "https://docs.stripe.com/payment-links",
    steps: [
      aPrice({ product_data: { name: "Stoneware mug" } }),
      asks(
        "POST /v1/payment_links",
        { line_items: [{ price: "{price.id}", quantity: 1 }] },
        {},
        { as: "link" },
      ),
      { browser: { visit: "{link.url}", shows: "Stoneware mug" }, expect: { shows: "Stoneware mug" } },
    ],
  },
  {
    name: "the portal shows the plan",
    source: "https://docs.stripe.com/customer-management",
    steps: [
      ...subscriber(),
      asks("POST /v1/subscriptions", SUBSCRIBES, { status: "active" }),
      asks(
        "POST /v1/billing_portal/configurations",
        { features: { invoice_history: { enabled: true } } },
        {},
        { as: "configuration" },
      ),
      asks(
        "POST /v1/billing_portal/sessions",
        { customer: "{customer.id}", configuration: "{configuration.id}", return_url: DONE },
        {},
        { as: "portal" },
      ),
      { browser: { visit: "{portal.url}", shows: "Plan" }, expect: { shows: "Plan" } },
    ],
  },
];
