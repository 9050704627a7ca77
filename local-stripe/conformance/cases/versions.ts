import { asks, type Case, type RequestStep, refuses } from "../case";
import { DONE } from "./parts";

const intent = (version: string | undefined, expect: object): RequestStep =>
  asks("POST /v1/payment_intents", { amount: 2_000, currency: "eur" }, expect, {
    ...(version && { version }),
  });
const session = (version: string, ui_mode: string): RequestStep =>
  asks(
    "POST /v1/checkout/sessions",
    {
      mode: "payment",
      ui_mode,
      return_url: DONE,
      line_items: [
        { quantity: 1, price_data: { currency: "eur", unit_amount: 2_000, product_data: { name: "Mug" } } },
      ],
    },
    { ui_mode },
    { version },
  );

/** What older versions of the API are like. */
export const VERSION_CASES: readonly Case[] = [
  {
    name: "allowed_payment_method_types is refused by a version without it",
    assumes: ["`2026-09-30.endive`", "refuse it before is assumed", "earlier versions refuse it is assumed"],
    steps: [
      refuses(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", allowed_payment_method_types: ["card"] },
        { code: "parameter_unknown", param: "allowed_payment_method_types" },
        { version: "2026-03-25.dahlia" },
      ),
    ],
  },
  {
    name: "the names of ui_mode before 2026-03-25.dahlia",
    source: "https://docs.stripe.com/changelog",
    steps: [
      session("2026-02-25.clover", "embedded"),
      session("2026-02-25.clover", "custom"),
      session("2026-03-25.dahlia", "elements"),
    ],
  },
  {
    name: "a public preview has the names of its day",
    assumes: ["a public preview has all", "taken as the version of its day"],
    steps: [session("2025-06-30.preview", "embedded")],
  },
  {
    name: "capture_method is automatic before 2024-04-10",
    assumes: ["`2024-04-10`"],
    steps: [
      intent("2023-10-16", { capture_method: "automatic" }),
      intent(undefined, { capture_method: "automatic_async" }),
    ],
  },
  {
    name: "an intent without methods takes cards only before 2023-08-16",
    assumes: ["`2023-08-16`"],
    steps: [intent("2022-11-15", { payment_method_types: ["card"], automatic_payment_methods: null })],
  },
  {
    name: "a PaymentIntent has its charges before 2022-11-15",
    assumes: ["`2022-11-15`"],
    steps: [
      asks(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "eur", payment_method: "pm_card_visa", confirm: true },
        { status: "succeeded", charges: { object: "list", data: [{ paid: true }] } },
        { as: "paid", version: "2022-08-01" },
      ),
      asks(
        "GET /v1/charges/{paid.charges.data.0.id}",
        {},
        { refunds: { object: "list", data: [] } },
        { version: "2022-08-01" },
      ),
    ],
  },
  {
    name: "a session takes lines with name and amount before 2022-08-01",
    assumes: ["`2022-08-01`"],
    steps: [
      asks(
        "POST /v1/checkout/sessions",
        {
          mode: "payment",
          payment_method_types: ["card"],
          line_items: [{ name: "Mug", amount: 2_000, currency: "eur", quantity: 1 }],
          success_url: DONE,
          cancel_url: "https://example.com/cart",
        },
        { amount_total: 2_000 },
        { version: "2020-08-27" },
      ),
    ],
  },
  {
    name: "a date on which Stripe published no version",
    source: "https://docs.stripe.com/api/versioning",
    steps: [refuses("GET /v1/customers", {}, { type: "invalid_request_error" }, { version: "2024-02-30" })],
  },
];
