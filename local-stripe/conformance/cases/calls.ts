import type { Case } from "../case";

/** How calls are read, and what is found. */
export const CALL_CASES: readonly Case[] = [
  {
    name: "a JSON body on /v1 is refused",
    assumes: ["That JSON answers 400", "sentences of refusals in general"],
    steps: [
      {
        request: "POST /v1/customers",
        json: true,
        body: { description: "conformance" },
        status: 400,
        expect: { error: { type: "invalid_request_error", message: "<text>" } },
      },
    ],
  },
  {
    name: "an unknown parameter and its sentence",
    assumes: ["sentences of refusals in general"],
    steps: [
      {
        request: "POST /v1/customers",
        body: { colour: "red" },
        status: 400,
        expect: { error: { code: "parameter_unknown", param: "colour", type: "invalid_request_error" } },
      },
    ],
  },
  {
    name: "a missing parameter and its sentence",
    source: "https://docs.stripe.com/error-codes#parameter-missing",
    steps: [
      {
        request: "POST /v1/payment_intents",
        body: { amount: 2_000 },
        status: 400,
        expect: { error: { code: "parameter_missing", param: "currency" } },
      },
    ],
  },
  {
    name: "an object that is not there",
    source: "https://docs.stripe.com/error-codes#resource-missing",
    steps: [
      {
        request: "GET /v1/customers/cus_none",
        status: 404,
        expect: { error: { code: "resource_missing", param: "id" } },
      },
    ],
  },
  {
    name: "True as Python writes it, and an amount that is too small",
    source: "https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts",
    steps: [
      {
        request: "POST /v1/payment_intents",
        body: { amount: 1, currency: "eur", "automatic_payment_methods[enabled]": "True" },
        status: 400,
        expect: { error: { code: "amount_too_small" } },
      },
    ],
  },
  {
    name: "a currency without fractions of its smallest unit",
    assumes: ["`invalid_charge_amount`"],
    steps: [
      {
        request: "POST /v1/payment_intents",
        body: {
          amount: 10_001,
          currency: "kwd",
          payment_method: "pm_card_visa",
          confirm: true,
          return_url: "https://example.com/done",
        },
        status: 400,
        expect: { error: { code: "invalid_charge_amount" } },
      },
    ],
  },
  {
    name: "an idempotency key with other parameters",
    source: "https://docs.stripe.com/api/idempotent_requests",
    steps: [
      {
        request: "POST /v1/customers",
        headers: { "idempotency-key": "conformance-{run.id}" },
        body: { description: "one" },
        status: 200,
      },
      {
        request: "POST /v1/customers",
        headers: { "idempotency-key": "conformance-{run.id}" },
        body: { description: "two" },
        status: 400,
        expect: { error: { type: "idempotency_error" } },
      },
    ],
  },
  {
    name: "a search: newest first",
    assumes: ["newest first"],
    steps: [
      { request: "POST /v1/customers", body: { metadata: { run: "{run.id}", turn: "first" } }, status: 200 },
      {
        request: "POST /v1/customers",
        body: { metadata: { run: "{run.id}", turn: "second" } },
        after: 2,
        status: 200,
      },
      {
        request: "GET /v1/customers/search",
        body: { query: "metadata['run']:'{run.id}'" },
        after: 90,
        status: 200,
        expect: {
          object: "search_result",
          data: [{ metadata: { turn: "second" } }, { metadata: { turn: "first" } }],
        },
      },
    ],
  },
  {
    name: "a search that can't be read, and its sentence",
    assumes: ["sentences of refusals but for those"],
    steps: [
      {
        request: "GET /v1/customers/search",
        body: { query: "colour:'red'" },
        status: 400,
        expect: { error: { type: "invalid_request_error", message: "<text>" } },
      },
    ],
  },
];
