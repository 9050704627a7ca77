import { asks, type Case, refuses } from "../case";
import { PUBLISHED_CARDS, type Says } from "../published-cards";
import { customerWith, PAY } from "./parts";

/** Each published card with a `pm_card_…`: what its payment answers at once. */
const CARD_CASES: readonly Case[] = PUBLISHED_CARDS.flatMap(({ alias, says }) => {
  if (!alias) return [];
  const body = { ...PAY, payment_method: `pm_card_${alias}`, expand: ["latest_charge"] };
  const pay = says.decline
    ? asks(
        "POST /v1/payment_intents",
        body,
        { error: { type: "card_error", ...says.decline } },
        { status: 402 },
      )
    : asks("POST /v1/payment_intents", body, paid(says));
  return [{ name: `card ${alias}`, source: "https://docs.stripe.com/testing", steps: [pay] }];
});

/** What the page of test cards says about the card, in an intent that is paid by it. */
function paid({ challenge, brand, country, funding, risk }: Says): object {
  if (challenge === "always" || challenge === "unless_off_session") {
    return { status: "requires_action", latest_charge: null };
  }
  const card = { ...(brand && { brand }), ...(country && { country }), ...(funding && { funding }) };
  return {
    status: "succeeded",
    latest_charge: {
      payment_method_details: { card },
      ...(risk && { outcome: { risk_level: risk } }),
    },
  };
}

/** Payments by card, step by step. */
export const PAYMENT_CASES: readonly Case[] = [
  ...CARD_CASES,
  {
    name: "an intent that is changed, confirmed, and then neither",
    source: "https://docs.stripe.com/payments/paymentintents/lifecycle",
    steps: [
      asks(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
        { status: "requires_payment_method" },
        { as: "intent" },
      ),
      asks("POST /v1/payment_intents/{intent.id}", { amount: 2_500 }, { amount: 2_500 }),
      asks(
        "POST /v1/payment_intents/{intent.id}/confirm",
        { payment_method: "pm_card_visa" },
        { status: "succeeded", amount_received: 2_500 },
      ),
      refuses(
        "POST /v1/payment_intents/{intent.id}/confirm",
        {},
        { code: "payment_intent_unexpected_state" },
      ),
      refuses("POST /v1/payment_intents/{intent.id}/cancel", {}, { code: "payment_intent_unexpected_state" }),
      asks("GET /v1/payment_intents/{intent.id}", {}, { status: "succeeded" }),
    ],
  },
  {
    name: "an intent whose card is declined may be paid by another",
    source: "https://docs.stripe.com/declines",
    steps: [
      asks(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
        {},
        { as: "intent" },
      ),
      refuses(
        "POST /v1/payment_intents/{intent.id}/confirm",
        { payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" },
        { code: "card_declined", decline_code: "insufficient_funds" },
        { status: 402 },
      ),
      asks(
        "GET /v1/payment_intents/{intent.id}",
        {},
        {
          status: "requires_payment_method",
          payment_method: null,
          last_payment_error: { code: "card_declined" },
          latest_charge: "<text>",
        },
      ),
      asks(
        "POST /v1/payment_intents/{intent.id}/confirm",
        { payment_method: "pm_card_visa" },
        { status: "succeeded" },
      ),
      asks("GET /v1/charges", { payment_intent: "{intent.id}" }, { data: [{ paid: true }, { paid: false }] }),
    ],
  },
  {
    name: "a hold that is taken in part",
    source: "https://docs.stripe.com/payments/place-a-hold-on-a-payment-method",
    steps: [
      asks(
        "POST /v1/payment_intents",
        { ...PAY, payment_method: "pm_card_visa", capture_method: "manual" },
        { status: "requires_capture", amount_capturable: 2_000 },
        { as: "intent" },
      ),
      refuses(
        "POST /v1/payment_intents/{intent.id}/capture",
        { amount_to_capture: 3_000 },
        { type: "invalid_request_error" },
      ),
      asks(
        "POST /v1/payment_intents/{intent.id}/capture",
        { amount_to_capture: 1_500 },
        {
          status: "succeeded",
          amount_received: 1_500,
        },
      ),
      asks("GET /v1/refunds", { payment_intent: "{intent.id}" }, { object: "list" }),
    ],
  },
  {
    name: "a hold that is given back",
    source: "https://docs.stripe.com/payments/place-a-hold-on-a-payment-method",
    steps: [
      asks(
        "POST /v1/payment_intents",
        { ...PAY, payment_method: "pm_card_visa", capture_method: "manual" },
        {},
        { as: "intent" },
      ),
      asks(
        "POST /v1/payment_intents/{intent.id}/cancel",
        { cancellation_reason: "abandoned" },
        {
          status: "canceled",
          cancellation_reason: "abandoned",
        },
      ),
      asks("GET /v1/charges", { payment_intent: "{intent.id}" }, { data: [{ captured: false }] }),
      asks("GET /v1/refunds", { payment_intent: "{intent.id}" }, { data: [] }),
    ],
  },
  {
    name: "refunds, until nothing is left",
    source: "https://docs.stripe.com/refunds",
    steps: [
      asks("POST /v1/payment_intents", { ...PAY, payment_method: "pm_card_visa" }, {}, { as: "intent" }),
      asks(
        "POST /v1/refunds",
        { payment_intent: "{intent.id}", amount: 500, reason: "requested_by_customer" },
        { status: "succeeded", amount: 500 },
        { as: "refund" },
      ),
      refuses(
        "POST /v1/refunds",
        { payment_intent: "{intent.id}", amount: 1_600 },
        { type: "invalid_request_error" },
      ),
      asks("POST /v1/refunds/{refund.id}", { metadata: { one: "1" } }, { metadata: { one: "1" } }),
      asks("GET /v1/refunds/{refund.id}", {}, { id: "{refund.id}" }),
      asks("POST /v1/refunds", { payment_intent: "{intent.id}" }, { amount: 1_500 }),
      refuses("POST /v1/refunds", { payment_intent: "{intent.id}" }, { code: "charge_already_refunded" }),
      asks("GET /v1/charges/{intent.latest_charge}", {}, { refunded: true, amount_refunded: 2_000 }),
    ],
  },
  {
    name: "a card without the shopper that needs one",
    source: "https://docs.stripe.com/payments/save-and-reuse",
    steps: [
      ...customerWith("pm_card_authenticationRequired"),
      refuses(
        "POST /v1/payment_intents",
        { ...PAY, customer: "{customer.id}", payment_method: "{card.id}", off_session: true },
        { code: "authentication_required" },
        { status: 402 },
      ),
    ],
  },
  {
    name: "the list of intents of a customer, and the customer's own view",
    source: "https://docs.stripe.com/api/payment_intents/list",
    steps: [
      ...customerWith("pm_card_visa"),
      asks(
        "POST /v1/payment_intents",
        { ...PAY, customer: "{customer.id}", payment_method: "{card.id}" },
        {},
        { as: "intent" },
      ),
      asks("GET /v1/payment_intents", { customer: "{customer.id}" }, { data: [{ id: "{intent.id}" }] }),
      asks(
        "GET /v1/payment_intents/{intent.id}",
        { client_secret: "{intent.client_secret}" },
        { id: "{intent.id}", metadata: "<nothing>", latest_charge: "<nothing>" },
        { key: "publishable" },
      ),
    ],
  },
];
