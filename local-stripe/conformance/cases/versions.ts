import type { Case } from "../case";

const PAID = { amount: 2_000, currency: "eur", payment_method: "pm_card_visa", confirm: true };

/** What older versions of the API are like. */
export const VERSION_CASES: readonly Case[] = [
  {
    name: "allowed_payment_method_types is refused by a version without it",
    assumes: ["`2026-09-30.endive`", "refuse it before is assumed", "earlier versions refuse it is assumed"],
    steps: [
      {
        request: "POST /v1/payment_intents",
        version: "2026-03-25.dahlia",
        body: { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
        status: 400,
        expect: { error: { code: "parameter_unknown", param: "allowed_payment_method_types" } },
      },
    ],
  },
  {
    name: "capture_method is automatic before 2024-04-10",
    assumes: ["`2024-04-10`"],
    steps: [
      {
        request: "POST /v1/payment_intents",
        version: "2023-10-16",
        body: { amount: 2_000, currency: "eur" },
        status: 200,
        expect: { capture_method: "automatic" },
      },
      {
        request: "POST /v1/payment_intents",
        body: { amount: 2_000, currency: "eur" },
        status: 200,
        expect: { capture_method: "automatic_async" },
      },
    ],
  },
  {
    name: "an intent without methods takes cards only before 2023-08-16",
    assumes: ["`2023-08-16`"],
    steps: [
      {
        request: "POST /v1/payment_intents",
        version: "2022-11-15",
        body: { amount: 2_000, currency: "eur" },
        status: 200,
        expect: { payment_method_types: ["card"], automatic_payment_methods: null },
      },
    ],
  },
  {
    name: "a PaymentIntent has its charges before 2022-11-15",
    assumes: ["`2022-11-15`"],
    steps: [
      {
        as: "paid",
        request: "POST /v1/payment_intents",
        version: "2022-08-01",
        body: PAID,
        status: 200,
        expect: { status: "succeeded", charges: { object: "list", data: [{ paid: true }] } },
      },
      {
        request: "GET /v1/charges/{paid.charges.data.0.id}",
        version: "2022-08-01",
        status: 200,
        expect: { refunds: { object: "list", data: [] } },
      },
    ],
  },
  {
    name: "a session takes lines with name and amount before 2022-08-01",
    assumes: ["`2022-08-01`"],
    steps: [
      {
        as: "session",
        request: "POST /v1/checkout/sessions",
        version: "2020-08-27",
        body: {
          mode: "payment",
          payment_method_types: ["card"],
          line_items: [{ name: "Mug", amount: 2_000, currency: "eur", quantity: 1 }],
          success_url: "https://example.com/done",
          cancel_url: "https://example.com/cart",
        },
        status: 200,
        expect: { amount_total: 2_000 },
      },
    ],
  },
];
