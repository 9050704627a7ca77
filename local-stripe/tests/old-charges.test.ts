import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, failure, type Started, startReceiver, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const CARD = { number: "4242424242424242", exp_month: "12", exp_year: "2040", cvc: "123" };
const token = (card: object = {}) => stripe.tokens.create({ card: { ...CARD, ...card } });

describe("a token", () => {
  it("shows its card, and is made by a page too", async () => {
    const { body } = await browser(local.url).post("/v1/tokens", {
      card: { ...CARD, name: "Ada", address_zip: "10001" },
    });
    expect(body).toMatchObject({
      object: "token",
      type: "card",
      used: false,
      card: { object: "card", brand: "Visa", last4: "4242", name: "Ada", address_zip: "10001" },
    });
    expect((await stripe.tokens.retrieve(body.id)).id).toBe(body.id);
  });

  it("is used once, whatever for", async () => {
    const { id } = await token();
    const method = await stripe.paymentMethods.create({ type: "card", card: { token: id } });
    expect(method.card?.last4).toBe("4242");
    expect((await stripe.tokens.retrieve(id)).used).toBe(true);
    const again = await failure(stripe.charges.create({ amount: 500, currency: "eur", source: id }));
    expect(again.code).toBe("token_already_used");
  });

  it("may be a source of type card instead", async () => {
    const page = browser(local.url);
    const { body } = await page.post("/v1/sources", { type: "card", card: CARD });
    expect(body).toMatchObject({ object: "source", status: "chargeable", card: { last4: "4242" } });
    const charge = await stripe.charges.create({ amount: 500, currency: "eur", source: body.id });
    expect(charge.status).toBe("succeeded");
    const other = await page.post("/v1/sources", { type: "giropay" });
    expect([other.status, other.body.error.message]).toEqual([501, expect.stringContaining("giropay")]);
  });

  it("refuses bad cards, and says which tokens are not modelled", async () => {
    expect((await failure(token({ number: "4242424242424241" }))).code).toBe("incorrect_number");
    const pii = await failure(stripe.tokens.create({ pii: { id_number: "000000000" } }));
    expect([pii.statusCode, pii.message]).toEqual([501, expect.stringContaining("pii")]);
  });
});

describe("a charge without a PaymentIntent", () => {
  it("takes a token's money, and can be refunded", async () => {
    const receiver = await startReceiver();
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    const charge = await stripe.charges.create({
      amount: 2_000,
      currency: "eur",
      source: "tok_visa",
      description: "Mug",
    });
    expect(charge).toMatchObject({
      status: "succeeded",
      captured: true,
      payment_intent: null,
      source: { object: "card", brand: "Visa" },
    });
    expect(charge.balance_transaction).toMatch(/^txn_/);
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 500 });
    expect(refund).toMatchObject({ status: "succeeded", charge: charge.id, payment_intent: null });
    expect((await stripe.charges.retrieve(charge.id)).amount_refunded).toBe(500);
    await expect.poll(receiver.types).toContain("charge.succeeded");
    await receiver.close();
  });

  it("is held until it is captured", async () => {
    const held = await stripe.charges.create({
      amount: 2_000,
      currency: "eur",
      source: "tok_visa",
      capture: false,
    });
    expect(held).toMatchObject({ captured: false, balance_transaction: null });
    const taken = await stripe.charges.capture(held.id, { amount: 1_500 });
    expect(taken).toMatchObject({ captured: true, amount_captured: 1_500 });
    expect((await failure(stripe.charges.capture(held.id))).code).toBe("charge_already_captured");
  });

  it.each([
    ["tok_chargeDeclined", "card_declined"],
    ["tok_chargeDeclinedExpiredCard", "expired_card"],
    ["tok_threeDSecure2Required", "card_declined"],
  ])("is refused for %s, and kept as failed", async (source, code) => {
    const error = await failure(stripe.charges.create({ amount: 500, currency: "eur", source }));
    expect([error.statusCode, error.code]).toEqual([402, code]);
    const [latest] = (await stripe.charges.list({ limit: 1 })).data;
    expect(latest?.status).toBe("failed");
  });
});

describe("a customer's source", () => {
  it("is charged by default, listed and removed", async () => {
    const customer = await stripe.customers.create({ email: "ada@example.com", source: "tok_visa" });
    expect(customer.default_source).toMatch(/^card_/);
    const charge = await stripe.charges.create({ amount: 900, currency: "eur", customer: customer.id });
    expect(charge).toMatchObject({ customer: customer.id, source: { id: customer.default_source } });
    const second = await stripe.customers.createSource(customer.id, { source: "tok_mastercard" });
    expect(second).toMatchObject({ object: "card", brand: "MasterCard", customer: customer.id });
    const { data } = await stripe.customers.listSources(customer.id, { object: "card" });
    expect(data.map(({ id }) => id)).toEqual([second.id, customer.default_source]);
    const changed = await stripe.customers.update(customer.id, { source: second.id });
    expect(changed).toMatchObject({ default_source: second.id });
    await stripe.customers.deleteSource(customer.id, second.id);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      default_source: customer.default_source,
    });
  });

  it("also pays a PaymentIntent", async () => {
    const customer = await stripe.customers.create({ source: "tok_visa" });
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: "eur",
      customer: customer.id,
      payment_method: String(customer.default_source),
      confirm: true,
      off_session: true,
      return_url: "https://shop.test/done",
    });
    expect(intent.status).toBe("succeeded");
  });

  it("is the customer's own", async () => {
    const [one, other] = [
      await stripe.customers.create({ source: "tok_visa" }),
      await stripe.customers.create(),
    ];
    const none = await failure(stripe.charges.create({ amount: 900, currency: "eur", customer: other.id }));
    expect(none.code).toBe("missing");
    const foreign = stripe.charges.create({
      amount: 900,
      currency: "eur",
      customer: other.id,
      source: String(one.default_source),
    });
    expect((await failure(foreign)).code).toBe("missing");
  });
});
