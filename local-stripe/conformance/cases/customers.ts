import { asks, type Case, refuses } from "../case";
import { AGREED, customerWith, DONE, OWNER, PAY } from "./parts";

/** Customers, and what pays for them. */
export const CUSTOMER_CASES: readonly Case[] = [
  {
    name: "a customer, until it is gone",
    source: "https://docs.stripe.com/api/customers",
    steps: [
      asks("POST /v1/customers", { ...OWNER, preferred_locales: ["fr"] }, {}, { as: "customer" }),
      asks("POST /v1/customers/{customer.id}", { phone: "+33100000000" }),
      asks("GET /v1/customers/{customer.id}", {}, { object: "customer", balance: 0 }),
      asks("DELETE /v1/customers/{customer.id}", {}, { deleted: true }),
      asks("GET /v1/customers/{customer.id}", {}, { deleted: true }),
    ],
  },
  {
    name: "a saved card, until it is detached",
    source: "https://docs.stripe.com/api/payment_methods",
    steps: [
      ...customerWith("pm_card_visa"),
      asks(
        "GET /v1/payment_methods/{card.id}",
        {},
        { card: { brand: "visa" }, allow_redisplay: "unspecified" },
      ),
      asks(
        "POST /v1/payment_methods/{card.id}",
        { allow_redisplay: "always", card: { exp_year: 2041 } },
        { allow_redisplay: "always" },
      ),
      asks(
        "GET /v1/payment_methods",
        { customer: "{customer.id}", type: "card" },
        { data: [{ id: "{card.id}" }] },
      ),
      asks("GET /v1/customers/{customer.id}/payment_methods", {}, { data: [{ id: "{card.id}" }] }),
      asks("GET /v1/customers/{customer.id}/payment_methods/{card.id}", {}, { id: "{card.id}" }),
      asks("POST /v1/payment_methods/{card.id}/detach", {}, { customer: null }),
      refuses(
        "POST /v1/payment_intents",
        { ...PAY, payment_method: "{card.id}" },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  },
  {
    name: "a bank account that is no IBAN",
    source: "https://docs.stripe.com/error-codes",
    steps: [
      refuses(
        "POST /v1/payment_methods",
        { type: "sepa_debit", sepa_debit: { iban: "DE00370400440532013000" }, billing_details: OWNER },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "a customer's sources, as before PaymentMethods",
    source: "https://docs.stripe.com/api/cards",
    steps: [
      asks("POST /v1/customers", { source: "tok_visa" }, { default_source: "<text>" }, { as: "customer" }),
      asks(
        "POST /v1/customers/{customer.id}/sources",
        { source: "tok_mastercard" },
        { object: "card", brand: "MasterCard" },
        { as: "second" },
      ),
      asks(
        "GET /v1/customers/{customer.id}/sources",
        { object: "card" },
        {
          data: [{ id: "{second.id}" }, { brand: "Visa" }],
        },
      ),
      asks("GET /v1/customers/{customer.id}/sources/{second.id}", {}, { object: "card" }),
      asks("POST /v1/charges", { amount: 900, currency: "eur", customer: "{customer.id}" }, { paid: true }),
      asks("DELETE /v1/customers/{customer.id}/sources/{second.id}", {}, { deleted: true }),
    ],
  },
  {
    name: "a charge without an intent: held, taken in part, refunded",
    source: "https://docs.stripe.com/api/charges",
    steps: [
      asks(
        "POST /v1/charges",
        { amount: 2_000, currency: "eur", source: "tok_visa", capture: false },
        { captured: false, payment_intent: null },
        { as: "charge" },
      ),
      asks(
        "POST /v1/charges/{charge.id}/capture",
        { amount: 1_500 },
        { amount_captured: 1_500, captured: true },
      ),
      refuses("POST /v1/charges/{charge.id}/capture", {}, { code: "charge_already_captured" }),
      asks("POST /v1/charges/{charge.id}", { description: "Mug" }, { description: "Mug" }),
      asks("POST /v1/refunds", { charge: "{charge.id}" }, { status: "succeeded", payment_intent: null }),
    ],
  },
  {
    name: "a charge without an intent whose card needs a challenge",
    assumes: ["(assumed: with `authentication_required`)"],
    steps: [
      refuses(
        "POST /v1/charges",
        { amount: 2_000, currency: "eur", source: "tok_threeDSecure2Required" },
        { code: "card_declined", decline_code: "authentication_required" },
        { status: 402 },
      ),
    ],
  },
  {
    name: "a CustomerSession's lifetime",
    assumes: ["a CustomerSession's lifetime, `expires_at` after use"],
    steps: [
      asks("POST /v1/customers", {}, {}, { as: "customer" }),
      asks(
        "POST /v1/customer_sessions",
        { customer: "{customer.id}", components: { payment_element: { enabled: true } } },
        { expires_at: "<number>" },
      ),
    ],
  },
  {
    name: "a ConfirmationToken after its use",
    assumes: [
      "a CustomerSession's lifetime, `expires_at` after use",
      "consent, the wording and missing codes",
    ],
    steps: [
      asks(
        "POST /v1/test_helpers/confirmation_tokens",
        { payment_method: "pm_card_visa", return_url: DONE },
        { expires_at: "<number>" },
        { as: "token" },
      ),
      asks(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", confirm: true, confirmation_token: "{token.id}" },
        { status: "succeeded" },
      ),
      asks("GET /v1/confirmation_tokens/{token.id}", {}, { expires_at: null }),
      refuses(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", confirm: true, confirmation_token: "{token.id}" },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  },
  {
    name: "a debit's ConfirmationToken of the test helper has a mandate",
    assumes: ["for a debit of the test helper this is an assumption"],
    steps: [
      asks(
        "POST /v1/test_helpers/confirmation_tokens",
        {
          payment_method_data: {
            type: "sepa_debit",
            sepa_debit: { iban: "DE89370400440532013000" },
            billing_details: OWNER,
          },
          return_url: DONE,
        },
        { mandate_data: { customer_acceptance: { type: "online" } } },
        { as: "token" },
      ),
      asks(
        "POST /v1/payment_intents",
        {
          amount: 2_000,
          currency: "eur",
          allowed_payment_method_types: ["sepa_debit"],
          confirm: true,
          confirmation_token: "{token.id}",
        },
        { status: "processing" },
      ),
    ],
  },
  {
    name: "a saved card whose security code is asked for again",
    assumes: ["consent, the wording and missing codes"],
    steps: [
      ...customerWith("pm_card_visa"),
      refuses(
        "POST /v1/payment_intents",
        {
          ...PAY,
          customer: "{customer.id}",
          payment_method: "{card.id}",
          payment_method_options: { card: { require_cvc_recollection: true } },
        },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  },
  {
    name: "a card that is kept for later, and pays without the shopper",
    source: "https://docs.stripe.com/payments/save-and-reuse",
    steps: [
      asks("POST /v1/customers", {}, {}, { as: "customer" }),
      asks(
        "POST /v1/setup_intents",
        { customer: "{customer.id}" },
        {
          status: "requires_payment_method",
        },
        { as: "setup" },
      ),
      asks("POST /v1/setup_intents/{setup.id}", { metadata: { one: "1" } }, { metadata: { one: "1" } }),
      asks(
        "POST /v1/setup_intents/{setup.id}/confirm",
        { payment_method: "pm_card_visa", return_url: DONE },
        { status: "succeeded", payment_method: "<text>" },
        { as: "kept" },
      ),
      asks("GET /v1/setup_intents/{setup.id}", {}, { status: "succeeded" }),
      asks("GET /v1/setup_intents", { customer: "{customer.id}" }, { data: [{ id: "{setup.id}" }] }),
      asks(
        "POST /v1/payment_intents",
        { ...PAY, customer: "{customer.id}", payment_method: "{kept.payment_method}", off_session: true },
        { status: "succeeded" },
      ),
      asks("POST /v1/setup_intents", { customer: "{customer.id}" }, {}, { as: "other" }),
      asks("POST /v1/setup_intents/{other.id}/cancel", {}, { status: "canceled" }),
    ],
  },
  {
    name: "a debit needs a mandate",
    source: "https://docs.stripe.com/payments/sepa-debit",
    steps: [
      refuses(
        "POST /v1/setup_intents",
        {
          allowed_payment_method_types: ["sepa_debit"],
          payment_method_data: {
            type: "sepa_debit",
            sepa_debit: { iban: "DE89370400440532013000" },
            billing_details: OWNER,
          },
          confirm: true,
          return_url: DONE,
        },
        { param: "mandate_data" },
      ),
      asks(
        "POST /v1/setup_intents",
        {
          allowed_payment_method_types: ["sepa_debit"],
          payment_method_data: {
            type: "sepa_debit",
            sepa_debit: { iban: "DE89370400440532013000" },
            billing_details: OWNER,
          },
          mandate_data: AGREED,
          confirm: true,
          return_url: DONE,
        },
        { status: "succeeded" },
      ),
    ],
  },
];
