import { asks, type Case, refuses } from "../case";
import { PAY, SUBSCRIBES, subscriber } from "./parts";

/** Stripe's index needs up to a minute. */
const SOON = { after: 90 };
const RUN = { metadata: { run: "{run.id}" } };
const MINE = { query: "metadata['run']:'{run.id}'" };

const named = (part: string) => ({ query: `name${part} AND metadata['run']:'{run.id}'` });

const found = (resource: string, body: Record<string, unknown>, more: object = {}): Case => ({
  name: `search: ${resource}`,
  source: "https://docs.stripe.com/search",
  steps: [
    asks(`POST /v1/${resource}`, { ...body, ...RUN }, {}, { as: "made" }),
    asks(
      `GET /v1/${resource}/search`,
      MINE,
      { object: "search_result", data: [{ id: "{made.id}" }] },
      { ...SOON, ...more },
    ),
  ],
});

/** Stripe's query language. */
export const SEARCH_CASES: readonly Case[] = [
  found("customers", {}),
  found("payment_intents", { ...PAY, payment_method: "pm_card_visa" }),
  found("charges", { amount: 2_000, currency: "eur", source: "tok_visa" }),
  found("products", { name: "Mug" }),
  found("prices", { currency: "eur", unit_amount: 3_000, product_data: { name: "Mug" } }),
  {
    name: "search: subscriptions and invoices",
    source: "https://docs.stripe.com/search",
    steps: [
      ...subscriber(),
      asks("POST /v1/subscriptions", { ...SUBSCRIBES, ...RUN }, { status: "active" }, { as: "subscription" }),
      asks("GET /v1/subscriptions/search", MINE, { data: [{ id: "{subscription.id}" }] }, SOON),
      asks(
        "GET /v1/invoices/search",
        { query: "customer:'{customer.id}'" },
        { data: [{ status: "paid" }] },
        SOON,
      ),
    ],
  },
  {
    name: "a search: newest first",
    assumes: ["newest first"],
    steps: [
      asks("POST /v1/customers", { metadata: { run: "{run.id}", turn: "first" } }),
      asks("POST /v1/customers", { metadata: { run: "{run.id}", turn: "second" } }, {}, { after: 2 }),
      asks(
        "GET /v1/customers/search",
        MINE,
        {
          object: "search_result",
          data: [{ metadata: { turn: "second" } }, { metadata: { turn: "first" } }],
        },
        SOON,
      ),
    ],
  },
  {
    name: "a search: a part of a word is found by ~ alone",
    assumes: ["words are what spaces divide"],
    steps: [
      asks("POST /v1/customers", { name: "Big stone-ware {run.id}", ...RUN }, {}, { as: "customer" }),
      asks("GET /v1/customers/search", named("~'ware'"), { data: [{ id: "{customer.id}" }] }, SOON),
      asks("GET /v1/customers/search", named(":'stone-ware'"), { data: [{ id: "{customer.id}" }] }),
      asks("GET /v1/customers/search", named(":'ware'"), { data: [] }),
    ],
  },
  {
    name: "a search: a space is AND, and beside OR it is refused",
    assumes: ["docs.stripe.com/search, sentence assumed"],
    steps: [
      asks("POST /v1/customers", { email: "{run.id}@example.com", ...RUN }, {}, { as: "customer" }),
      asks(
        "GET /v1/customers/search",
        { query: "metadata['run']:'{run.id}' email:'{run.id}@example.com'" },
        { data: [{ id: "{customer.id}" }] },
        SOON,
      ),
      refuses(
        "GET /v1/customers/search",
        { query: "email:'a@example.com' AND name:'a' OR name:'b'" },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  },
  {
    name: "a search: a page whose first object is gone",
    assumes: ["a page is refused when the object before it is gone"],
    steps: [
      ...["first", "second", "third"].map((as) => asks("POST /v1/customers", RUN, {}, { as, after: 2 })),
      asks(
        "GET /v1/customers/search",
        { ...MINE, limit: 1 },
        { data: [{ id: "{third.id}" }], has_more: true, next_page: "<text>" },
        { ...SOON, as: "page" },
      ),
      asks("DELETE /v1/customers/{third.id}"),
      refuses(
        "GET /v1/customers/search",
        { ...MINE, limit: 1, page: "{page.next_page}" },
        { type: "invalid_request_error" },
      ),
    ],
  },
  {
    name: "a search that can't be read, and its sentence",
    assumes: ["sentences of refusals but for those"],
    steps: [
      refuses(
        "GET /v1/customers/search",
        { query: "colour:'red'" },
        { type: "invalid_request_error", message: "<text>" },
      ),
    ],
  },
];
