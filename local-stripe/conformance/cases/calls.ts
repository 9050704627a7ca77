import { asks, type Case, refuses } from "../case";

const KEY = { "idempotency-key": "conformance-{run.id}" };

/** How calls are read and refused. */
export const CALL_CASES: readonly Case[] = [
  {
    name: "a JSON body on /v1 is refused",
    assumes: [
      "That JSON answers 400",
      "sentences of refusals in general",
      "| JSON bodies of `/v1` answer 400 |",
    ],
    steps: [
      refuses(
        "POST /v1/customers",
        { description: "conformance" },
        { type: "invalid_request_error", message: "<text>" },
        { json: true },
      ),
    ],
  },
  {
    name: "an unknown parameter and its sentence",
    assumes: ["sentences of refusals in general"],
    steps: [
      refuses(
        "POST /v1/customers",
        { colour: "red" },
        { code: "parameter_unknown", param: "colour", type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "a missing parameter and its sentence",
    source: "https://docs.stripe.com/error-codes#parameter-missing",
    steps: [
      refuses(
        "POST /v1/payment_intents",
        { amount: 2_000 },
        { code: "parameter_missing", param: "currency" },
      ),
    ],
  },
  {
    name: "a number that is none, and an empty text",
    source: "https://docs.stripe.com/error-codes#parameter-invalid-integer",
    steps: [
      refuses(
        "POST /v1/payment_intents",
        { amount: "many", currency: "eur" },
        { code: "parameter_invalid_integer", param: "amount" },
      ),
      refuses("POST /v1/products", { name: "" }, { code: "parameter_invalid_empty", param: "name" }),
    ],
  },
  {
    name: "an object that is not there",
    source: "https://docs.stripe.com/error-codes#resource-missing",
    steps: [
      refuses("GET /v1/customers/cus_none", {}, { code: "resource_missing", param: "id" }, { status: 404 }),
    ],
  },
  {
    name: "an address that is none",
    assumes: ["For an address that Stripe does not have either. Assumed"],
    steps: [
      refuses("GET /v1/mugs", {}, { type: "invalid_request_error", message: "<text>" }, { status: 404 }),
      refuses(
        "GET /v1/customers/",
        {},
        { type: "invalid_request_error", message: "<text>" },
        { status: 404 },
      ),
    ],
  },
  {
    name: "whose a key is",
    assumes: ["Assumed: which of the optional fields it has"],
    steps: [
      asks("GET /v1/account", {}, { object: "account", id: "<text>" }, { as: "account", isOfAccount: true }),
      asks("GET /v1/accounts/{account.id}", {}, { id: "{account.id}" }, { isOfAccount: true }),
    ],
  },
  {
    name: "a key that is none",
    source: "https://docs.stripe.com/error-handling",
    steps: [
      refuses(
        "GET /v1/customers",
        {},
        { type: "invalid_request_error" },
        { headers: { authorization: "Bearer hunter2" }, status: 401 },
      ),
    ],
  },
  {
    name: "True and False as Python writes them",
    assumes: ["assumed from what the SDK for Python sends"],
    steps: [
      asks(
        "POST /v1/products",
        { name: "Mug", active: "False", shippable: "True" },
        {
          active: false,
          shippable: true,
        },
      ),
    ],
  },
  {
    name: "an amount that is too small, and one that is too large",
    source: "https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts",
    steps: [
      refuses("POST /v1/payment_intents", { amount: 1, currency: "eur" }, { code: "amount_too_small" }),
      refuses(
        "POST /v1/payment_intents",
        { amount: 100_000_000, currency: "eur" },
        { code: "amount_too_large" },
      ),
    ],
  },
  {
    name: "a price with nine digits",
    assumes: ["assumed for prices"],
    steps: [
      refuses(
        "POST /v1/prices",
        { currency: "eur", unit_amount: 100_000_000, product_data: { name: "Ship" } },
        { type: "invalid_request_error", param: "unit_amount" },
      ),
    ],
  },
  {
    name: "a currency without fractions of its smallest unit",
    assumes: ["`invalid_charge_amount`", "for UGX and three decimals"],
    steps: [
      refuses(
        "POST /v1/payment_intents",
        {
          amount: 10_001,
          currency: "kwd",
          payment_method: "pm_card_visa",
          confirm: true,
          return_url: "https://example.com/done",
        },
        { code: "invalid_charge_amount" },
      ),
    ],
  },
  {
    name: "a currency whose smallest unit is not charged",
    assumes: ["for UGX and three decimals"],
    steps: [
      refuses(
        "POST /v1/payment_intents",
        {
          amount: 1_000_050,
          currency: "ugx",
          payment_method: "pm_card_visa",
          confirm: true,
          return_url: "https://example.com/done",
        },
        { code: "invalid_charge_amount_no_decimal_compatible" },
      ),
    ],
  },
  {
    name: "an idempotency key with other parameters",
    source: "https://docs.stripe.com/api/idempotent_requests",
    steps: [
      asks("POST /v1/customers", { description: "one" }, {}, { headers: KEY }),
      refuses("POST /v1/customers", { description: "two" }, { type: "idempotency_error" }, { headers: KEY }),
    ],
  },
  {
    name: "an idempotency key with the same parameters in another order",
    assumes: ["names the parameters only; order assumed"],
    steps: [
      asks(
        "POST /v1/customers",
        { description: "one", phone: "+33100000000" },
        {},
        { as: "first", headers: KEY },
      ),
      asks(
        "POST /v1/customers",
        { phone: "+33100000000", description: "one" },
        { id: "{first.id}" },
        { headers: KEY },
      ),
    ],
  },
  {
    name: "pages of a list",
    source: "https://docs.stripe.com/api/pagination",
    steps: [
      asks("POST /v1/customers", { email: "{run.id}@example.com" }, {}, { as: "first" }),
      asks("POST /v1/customers", { email: "{run.id}@example.com" }, {}, { as: "second", after: 2 }),
      asks(
        "GET /v1/customers",
        { email: "{run.id}@example.com", limit: 1 },
        { object: "list", has_more: true, data: [{ id: "{second.id}" }] },
        { after: 5 },
      ),
      asks(
        "GET /v1/customers",
        { email: "{run.id}@example.com", limit: 1, starting_after: "{second.id}" },
        { has_more: false, data: [{ id: "{first.id}" }] },
      ),
      refuses(
        "GET /v1/customers",
        { starting_after: "{first.id}", ending_before: "{second.id}" },
        { type: "invalid_request_error" },
      ),
      refuses("GET /v1/customers", { limit: 101 }, { param: "limit" }),
    ],
  },
  {
    name: "expand, and one that is too deep",
    source: "https://docs.stripe.com/api/expanding_objects",
    steps: [
      asks(
        "POST /v1/payment_intents",
        {
          amount: 2_000,
          currency: "eur",
          confirm: true,
          payment_method: "pm_card_visa",
          return_url: "https://example.com/done",
          expand: ["latest_charge.balance_transaction"],
        },
        { latest_charge: { balance_transaction: { object: "balance_transaction" } } },
      ),
      refuses(
        "GET /v1/payment_intents",
        { expand: ["data.latest_charge.payment_intent.payment_method.customer"] },
        { code: "property_expansion_max_depth" },
      ),
    ],
  },
  {
    name: "metadata: set, emptied and too long",
    source: "https://docs.stripe.com/metadata",
    steps: [
      asks("POST /v1/customers", { metadata: { one: "1", two: "2" } }, {}, { as: "customer" }),
      asks(
        "POST /v1/customers/{customer.id}",
        { metadata: { one: "" } },
        { metadata: { one: "<nothing>", two: "2" } },
      ),
      refuses(
        "POST /v1/customers",
        { metadata: { long: "x".repeat(501) } },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "events and endpoints",
    source: "https://docs.stripe.com/api/webhook_endpoints",
    assumes: ["an event is listed at most ten minutes late"],
    steps: [
      asks(
        "POST /v1/webhook_endpoints",
        { url: "https://example.com/conformance", enabled_events: ["payout.failed"] },
        { secret: "<text>", status: "enabled" },
        { as: "endpoint" },
      ),
      asks("GET /v1/webhook_endpoints/{endpoint.id}", {}, { secret: "<nothing>" }),
      asks("GET /v1/webhook_endpoints", {}, { object: "list" }),
      asks("POST /v1/webhook_endpoints/{endpoint.id}", { disabled: true }, { status: "disabled" }),
      asks("DELETE /v1/webhook_endpoints/{endpoint.id}", {}, { deleted: true }),
      asks("POST /v1/customers", { metadata: { run: "{run.id}" } }, {}, { as: "customer" }),
      asks(
        "GET /v1/events",
        { type: "customer.created", limit: 1 },
        { data: [{ type: "customer.created", data: { object: { id: "{customer.id}" } } }] },
        { as: "events", after: 10 },
      ),
      asks("GET /v1/events/{events.data.0.id}", {}, { type: "customer.created", livemode: false }),
    ],
  },
];
