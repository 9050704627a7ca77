import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePrice, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

const PEOPLE: Stripe.CustomerCreateParams[] = [
  { name: "Amy Lee Young", email: "amy@rocketrides.test", metadata: { tier: "gold", "donation-id": "a-1" } },
  { name: "Bob Young", email: "xamy@rides.test", phone: "+3212345678", metadata: { tier: "Silver" } },
  { name: 'Cy "The Sky" Lee', email: "cy@rides.test", metadata: { tier: "gold" } },
];

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  for (const person of PEOPLE) await stripe.customers.create(person);
});
afterAll(() => local.close());

/** First names, newest first. */
async function customers(query: string): Promise<string[]> {
  const { data } = await stripe.customers.search({ query });
  return data.map(({ name }) => name?.split(" ")[0] ?? "");
}

async function refusal(path: string, query?: string) {
  const url = `${local.url}/v1/${path}/search?${new URLSearchParams(query === undefined ? {} : { query })}`;
  const answer = await fetch(url, { headers: { authorization: "Bearer sk_test_local_tests" } });
  return { status: answer.status, ...(await answer.json()).error };
}

describe("a search among customers", () => {
  it.each([
    ["matches a whole text in any case", 'email:"AMY@rocketrides.test"', ["Amy"]],
    ["matches words in their order", 'name:"young"', ["Bob", "Amy"]],
    ["but not words that are apart", 'name:"amy young"', []],
    ["matches a part", 'email~"amy"', ["Bob", "Amy"]],
    ["takes single quotes", "name:'bob'", ["Bob"]],
    ["takes quotes inside of quotes", String.raw`name~"\"the sky\""`, ["Cy"]],
    ["reads metadata", 'metadata["tier"]:"silver"', ["Bob"]],
    ["asks for a key of metadata", '-metadata["donation-id"]:null', ["Amy"]],
    ["asks for what has no value", "phone:NULL", ["Cy", "Amy"]],
    ["turns a clause round", '-email~"rides"', []],
    ["joins by AND", 'metadata["tier"]:"gold" AND name~"lee"', ["Cy", "Amy"]],
    ["joins by a space", 'metadata["tier"]:"gold" -name:"amy"', ["Cy"]],
    ["joins by or", 'name:"amy" or name:"bob"', ["Bob", "Amy"]],
    ["compares numbers", "created>1000000000", ["Cy", "Bob", "Amy"]],
    ["compares numbers in quotes", 'created<"1000000000"', []],
  ])("%s: %s", async (_what, query, found) => {
    expect(await customers(query)).toEqual(found);
  });

  it("goes on by pages, through the SDK's iterator, and counts on demand", async () => {
    const query = 'email~".test"';
    const first = await stripe.customers.search({ query, limit: 2, expand: ["total_count"] });
    expect(first).toMatchObject({ object: "search_result", url: "/v1/customers/search", has_more: true });
    expect(first.total_count).toBe(3);
    await stripe.customers.create({ name: "Dee", email: "dee@other.test" });
    const second = await stripe.customers.search({ query, limit: 2, page: String(first.next_page) });
    expect(second.data.map(({ name }) => name)).toEqual(["Amy Lee Young"]);
    expect(second).toMatchObject({ has_more: false, next_page: null });
    expect(second).not.toHaveProperty("total_count");
    const all: string[] = [];
    for await (const { email } of stripe.customers.search({ query, limit: 1 })) all.push(String(email));
    expect(all).toHaveLength(4);
    await expect(stripe.customers.search({ query, page: "x" })).rejects.toMatchObject({ param: "page" });
  });
});

describe("a search that Stripe refuses", () => {
  it.each([
    ["no query", undefined, /Missing required param: query/],
    ["a bare word", "asdf", /unable to parse your search query/],
    ["a text without quotes", "email:amy", /unable to parse your search query/],
    ["quotes that stay open", 'email:"amy', /unable to parse your search query/],
    ["a clause that ends early", 'email:"amy" AND', /unable to parse your search query/],
    ["a joint that begins", 'AND email:"amy"', /unable to parse your search query/],
    ["AND with OR", 'name:"a" AND name:"b" OR name:"c"', /can't be mixed/],
    ["a space with OR", 'name:"a" name:"b" OR name:"c"', /can't be mixed/],
    ["a part of two characters", 'email~"am"', /at least 3 characters/],
    ["a comparison of texts", 'email>"amy"', /no operator >/],
    ["a part of a number", 'created~"100"', /no operator ~/],
    ["a number that is none", 'created>"soon"', /takes a number/],
  ])("has %s", async (_what, query, message) => {
    expect(await refusal("customers", query)).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      message: expect.stringMatching(message),
    });
  });

  it("names a field that the resource does not have", async () => {
    expect((await refusal("payment_intents", 'id:"pi_1"')).message).toBe(
      "Field `id` is an unsupported search field for resource `payment_intents`. See http://stripe.com/docs/search#query-fields-for-payment-intents for a list of supported fields.",
    );
    expect((await refusal("products", 'lookup["a"]:"b"')).message).toContain("Field `lookup`");
  });
});

describe("a search among what was paid", () => {
  it("finds charges and PaymentIntents by amount, card, refund and state", async () => {
    const pay = (amount: number, method = "pm_card_visa") =>
      stripe.paymentIntents.create({
        ...{ amount, currency: "eur", payment_method: method, confirm: true },
        return_url: "https://shop.test/done",
      });
    const [small, large, whole] = [await pay(500), await pay(90_000, "pm_card_mastercard"), await pay(700)];
    await stripe.refunds.create({ payment_intent: large.id, amount: 100 });
    await stripe.refunds.create({ payment_intent: whole.id });
    await stripe.paymentIntents.create({ amount: 1_000, currency: "usd" });

    const charges = async (query: string) =>
      (await stripe.charges.search({ query })).data.map((charge) => charge.payment_intent);
    expect(await charges("amount>=90000")).toEqual([large.id]);
    expect(await charges("payment_method_details.card.last4:4444")).toEqual([large.id]);
    expect(await charges('payment_method_details.card.brand:"visa" AND amount<600')).toEqual([small.id]);
    expect(await charges('refunded:"true"')).toEqual([whole.id]);
    expect(await charges('refunded:"false"')).toEqual([large.id]);
    expect(await charges("refunded:null")).toEqual([small.id]);
    expect(await charges('-disputed:"false"')).toEqual([]);
    const intents = await stripe.paymentIntents.search({ query: '-currency:"eur"' });
    expect(intents.data.map(({ status }) => status)).toEqual(["requires_payment_method"]);
    const paid = await stripe.paymentIntents.search({
      query: 'status:"succeeded"',
      expand: ["data.latest_charge"],
    });
    expect(paid.data[0]?.latest_charge).toMatchObject({ object: "charge" });
  });

  it("finds prices and products", async () => {
    const price = await makePrice(stripe, 900, {
      lookup_key: "mug_small",
      product_data: { name: "Small mug" },
    });
    await stripe.products.create({ name: "Large mug", active: false, description: "Holds a litre" });
    const found = await stripe.prices.search({ query: 'lookup_key:"mug_small" active:"true"' });
    expect(found.data.map(({ id }) => id)).toEqual([price.id]);
    const products = await stripe.products.search({ query: 'active:"false" AND description~"litre"' });
    expect(products.data.map(({ name }) => name)).toEqual(["Large mug"]);
  });

  it("finds subscriptions and their invoices", async () => {
    const customer = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const price = await makePrice(stripe, 700, { recurring: { interval: "month" } });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      default_payment_method: method.id,
      metadata: { plan: "basic" },
    });
    const found = await stripe.subscriptions.search({ query: 'status:"active" metadata["plan"]:"basic"' });
    expect(found.data.map(({ id }) => id)).toEqual([subscription.id]);
    const invoices = await stripe.invoices.search({
      query: `subscription:"${subscription.id}" AND total>=700`,
    });
    expect(invoices.data.map(({ customer: owner }) => owner)).toEqual([customer.id]);
    expect(invoices.data[0]).not.toHaveProperty("subscription");
  });
});
