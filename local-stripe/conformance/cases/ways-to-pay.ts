import { asks, type Case, type RequestStep, refuses } from "../case";
import { AGREED, DAY, DONE, OWNER } from "./parts";

/** An intent that is paid by one way alone, as `intent`. */
function pays(
  currency: string,
  type: string,
  given: Record<string, unknown>,
  expect: object,
  more: Record<string, unknown> = {},
): RequestStep {
  const body = {
    amount: 2_000,
    currency,
    allowed_payment_method_types: [type],
    payment_method_data: { type, [type]: given, billing_details: OWNER },
    confirm: true,
    return_url: DONE,
    ...more,
  };
  return asks("POST /v1/payment_intents", body, expect, { as: "intent" });
}

const DEBIT = { mandate_data: AGREED };
const iban = (number: string) => pays("eur", "sepa_debit", { iban: number }, { status: "processing" }, DEBIT);
const becomes = (status: string, after: number, atStripe: number) =>
  asks("GET /v1/payment_intents/{intent.id}", {}, { status }, { after, atStripe });
const SOURCE = "https://docs.stripe.com/payments/payment-methods/overview";
const WAITS = ["after three or seven days of the test clock (assumed)"];
const ENDINGS = ["and for ACSS and Bacs those with the same ending", "the same endings for ACSS and Bacs"];
const VERIFIED = ["Accounts count as verified (assumed)"];

const redirects = (currency: string, type: string, given: Record<string, unknown> = {}): Case => ({
  name: `${type}: goes to a page`,
  source: SOURCE,
  steps: [
    pays(currency, type, given, {
      status: "requires_action",
      next_action: { type: "redirect_to_url", redirect_to_url: { url: "<text>", return_url: DONE } },
    }),
  ],
});

/** Ways to pay besides cards. At Stripe each has to be turned on in the account. */
export const WAY_CASES: readonly Case[] = [
  redirects("eur", "ideal"),
  redirects("eur", "bancontact"),
  redirects("eur", "p24"),
  redirects("eur", "klarna"),
  redirects("eur", "paypal"),
  {
    name: "a way to pay that does not fit the currency",
    source: SOURCE,
    steps: [
      refuses(
        "POST /v1/payment_intents",
        { amount: 2_000, currency: "usd", allowed_payment_method_types: ["ideal"] },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "a redirect without return_url",
    source: SOURCE,
    steps: [
      refuses(
        "POST /v1/payment_intents",
        {
          amount: 2_000,
          currency: "eur",
          allowed_payment_method_types: ["ideal"],
          payment_method_data: { type: "ideal", billing_details: OWNER },
          confirm: true,
        },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "sepa_debit: settles, or fails as its account says",
    source: "https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-integration",
    steps: [
      iban("AT611904300234573201"),
      becomes("succeeded", 4 * DAY, 120),
      iban("AT861904300235473202"),
      becomes("requires_payment_method", 4 * DAY, 120),
    ],
  },
  {
    name: "us_bank_account: counts as verified",
    assumes: VERIFIED,
    steps: [
      pays(
        "usd",
        "us_bank_account",
        { account_number: "000123456789", routing_number: "110000000", account_holder_type: "individual" },
        { status: "processing" },
        DEBIT,
      ),
    ],
  },
  {
    name: "acss_debit: counts as verified, and fails as its account says",
    assumes: [...ENDINGS, ...VERIFIED],
    steps: [
      pays(
        "cad",
        "acss_debit",
        { account_number: "000222222227", institution_number: "000", transit_number: "11000" },
        { status: "processing" },
        {
          ...DEBIT,
          payment_method_options: {
            acss_debit: { mandate_options: { payment_schedule: "sporadic", transaction_type: "personal" } },
          },
        },
      ),
      becomes("requires_payment_method", 4 * DAY, 120),
    ],
  },
  {
    name: "bacs_debit: settles, or fails as its account says",
    assumes: [...ENDINGS, ...VERIFIED],
    steps: [
      pays(
        "gbp",
        "bacs_debit",
        { account_number: "00012345", sort_code: "108800" },
        { status: "processing" },
        DEBIT,
      ),
      becomes("succeeded", 4 * DAY, 120),
      pays(
        "gbp",
        "bacs_debit",
        { account_number: "22222227", sort_code: "108800" },
        { status: "processing" },
        DEBIT,
      ),
      becomes("requires_payment_method", 4 * DAY, 120),
    ],
  },
  {
    name: "boleto: a voucher, and its days",
    assumes: WAITS,
    steps: [
      pays(
        "brl",
        "boleto",
        { tax_id: "000.000.000-00" },
        {
          status: "requires_action",
          next_action: { boleto_display_details: { expires_at: "<number>", hosted_voucher_url: "<text>" } },
        },
      ),
    ],
  },
  {
    name: "multibanco: a voucher, and its days",
    assumes: WAITS,
    steps: [
      pays(
        "eur",
        "multibanco",
        {},
        {
          status: "requires_action",
          next_action: { multibanco_display_details: { expires_at: "<number>", entity: "<text>" } },
        },
      ),
    ],
  },
  {
    name: "a voucher that nobody pays",
    assumes: WAITS,
    steps: [
      pays("eur", "multibanco", {}, { status: "requires_action" }),
      becomes("requires_payment_method", 8 * DAY, 8 * DAY),
    ],
  },
  {
    name: "a voucher that is paid",
    source: "https://docs.stripe.com/payments/multibanco",
    steps: [
      pays("eur", "multibanco", {}, { status: "requires_action" }),
      { control: "POST payment_intents/{intent.id}/settle" },
      asks("GET /v1/payment_intents/{intent.id}", {}, { status: "succeeded" }),
    ],
  },
  {
    name: "blik: a code, and a moment later it is paid",
    assumes: ["it succeeds three seconds of the test clock later (assumed)"],
    steps: [
      pays(
        "pln",
        "blik",
        {},
        { status: "requires_action", next_action: { type: "blik_authorize" } },
        { payment_method_options: { blik: { code: "123456" } } },
      ),
      becomes("succeeded", 3, 60),
    ],
  },
  {
    name: "link: pays at once",
    source: "https://docs.stripe.com/payments/link",
    steps: [
      asks(
        "POST /v1/payment_intents",
        {
          amount: 2_000,
          currency: "eur",
          allowed_payment_method_types: ["link", "card"],
        },
        { payment_method_types: ["card", "link"] },
      ),
    ],
  },
];
