import type { Case } from "../case";
import { PUBLISHED_CARDS } from "../published-cards";

const PAY = { amount: 2_000, currency: "eur", confirm: true, return_url: "https://example.com/done" };
const DAY = 86_400;

/** Each published card with a `pm_card_…`: what its payment answers at once. */
const CARD_CASES: readonly Case[] = PUBLISHED_CARDS.flatMap(({ alias, says }) => {
  if (!alias) return [];
  const body = { ...PAY, payment_method: `pm_card_${alias}` };
  const asked = says.challenge === "always" || says.challenge === "unless_off_session";
  const answer = says.decline
    ? { status: 402, expect: { error: { type: "card_error", ...says.decline } } }
    : { status: 200, expect: { status: asked ? "requires_action" : "succeeded" } };
  return [
    {
      name: `card ${alias}`,
      source: "https://docs.stripe.com/testing",
      steps: [{ request: "POST /v1/payment_intents", body, ...answer }],
    },
  ];
});

/** What happens to money: charges, disputes, refunds, payouts, tokens. */
export const PAYMENT_CASES: readonly Case[] = [
  ...CARD_CASES,
  {
    name: "the fee and the day of a charge",
    assumes: ["so a choice made here: the fee, the days"],
    steps: [
      {
        as: "paid",
        request: "POST /v1/payment_intents",
        body: { ...PAY, payment_method: "pm_card_visa", expand: ["latest_charge.balance_transaction"] },
        status: 200,
        expect: {
          latest_charge: { balance_transaction: { fee: "<number>", type: "charge", status: "pending" } },
        },
      },
    ],
  },
  {
    name: "a dispute, its fee and its days",
    assumes: ["so a choice made here: the fee, the days"],
    steps: [
      {
        as: "paid",
        request: "POST /v1/payment_intents",
        body: { ...PAY, payment_method: "pm_card_createDispute" },
        status: 200,
      },
      {
        as: "disputes",
        request: "GET /v1/disputes",
        body: { payment_intent: "{paid.id}" },
        after: 60,
        status: 200,
        expect: {
          data: [
            { reason: "fraudulent", status: "needs_response", balance_transactions: [{ fee: "<number>" }] },
          ],
        },
      },
      {
        request: "POST /v1/refunds",
        body: { payment_intent: "{paid.id}" },
        status: 400,
        expect: { error: { code: "charge_disputed" } },
      },
    ],
  },
  {
    name: "an inquiry that is refunded",
    assumes: ["how an inquiry ends when it is closed or refunded"],
    steps: [
      {
        as: "paid",
        request: "POST /v1/payment_intents",
        body: { ...PAY, payment_method: "pm_card_createDisputeInquiry" },
        status: 200,
      },
      {
        as: "disputes",
        request: "GET /v1/disputes",
        body: { payment_intent: "{paid.id}" },
        after: 60,
        status: 200,
        expect: { data: [{ status: "warning_needs_response" }] },
      },
      { request: "POST /v1/refunds", body: { payment_intent: "{paid.id}" }, status: 200 },
      {
        request: "GET /v1/disputes/{disputes.data.0.id}",
        after: 30,
        status: 200,
        expect: { status: "warning_closed" },
      },
    ],
  },
  {
    name: "a payout, and what is in it",
    assumes: ["Assumed, as Stripe does not"],
    steps: [
      {
        request: "POST /v1/payment_intents",
        body: { ...PAY, amount: 100_000, payment_method: "pm_card_bypassPending" },
        status: 200,
      },
      {
        as: "payouts",
        request: "GET /v1/payouts",
        body: { limit: 1 },
        after: DAY,
        status: 200,
        expect: { data: [{ automatic: true, status: "pending", reconciliation_status: "in_progress" }] },
      },
      {
        request: "GET /v1/balance_transactions",
        body: { payout: "{payouts.data.0.id}" },
        status: 200,
        expect: { data: [] },
      },
    ],
  },
  {
    name: "a CustomerSession's lifetime",
    assumes: ["a CustomerSession's lifetime, `expires_at` after use"],
    steps: [
      { as: "customer", request: "POST /v1/customers", status: 200 },
      {
        request: "POST /v1/customer_sessions",
        body: { customer: "{customer.id}", components: { payment_element: { enabled: true } } },
        status: 200,
        expect: { expires_at: "<number>" },
      },
    ],
  },
  {
    name: "a ConfirmationToken after its use",
    assumes: [
      "a CustomerSession's lifetime, `expires_at` after use",
      "consent, the wording and missing codes",
    ],
    steps: [
      {
        as: "token",
        request: "POST /v1/test_helpers/confirmation_tokens",
        body: { payment_method: "pm_card_visa", return_url: "https://example.com/done" },
        status: 200,
        expect: { expires_at: "<number>" },
      },
      {
        request: "POST /v1/payment_intents",
        body: { amount: 2_000, currency: "eur", confirm: true, confirmation_token: "{token.id}" },
        status: 200,
        expect: { status: "succeeded" },
      },
      { request: "GET /v1/confirmation_tokens/{token.id}", status: 200, expect: { expires_at: null } },
      {
        request: "POST /v1/payment_intents",
        body: { amount: 2_000, currency: "eur", confirm: true, confirmation_token: "{token.id}" },
        status: 400,
        expect: { error: { type: "invalid_request_error", message: "<text>" } },
      },
    ],
  },
  {
    name: "a session in mode setup has its SetupIntent from the start",
    assumes: ["setup's SetupIntent exists from the start"],
    steps: [
      {
        request: "POST /v1/checkout/sessions",
        body: { mode: "setup", currency: "eur", success_url: "https://example.com/done" },
        status: 200,
        expect: { mode: "setup", setup_intent: "<text>", payment_intent: null },
      },
    ],
  },
];
