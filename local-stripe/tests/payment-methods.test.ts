import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, failure, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let page: ReturnType<typeof browser>;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  page = browser(local.url);
});
afterAll(() => local.close());

const customer = async () => (await stripe.customers.create({})).id;
const attach = (owner: string, card = "pm_card_visa") =>
  stripe.paymentMethods.attach(card, { customer: owner });

describe("a payment method", () => {
  it("is created by a page without a customer, and has the same fingerprint for the same number", async () => {
    const card = { number: "4000002500000003", exp_month: 12, exp_year: 2040, cvc: "123" };
    const make = (change: object = {}) =>
      page.post("/v1/payment_methods", { type: "card", card: { ...card, ...change } });
    const { body: first } = await make();
    expect(first).toMatchObject({
      object: "payment_method",
      customer: null,
      allow_redisplay: "unspecified",
      card: { country: "FR", funding: "credit", last4: "0003" },
    });
    const { body: again } = await make({ exp_year: 2045 });
    expect(again.id).not.toBe(first.id);
    expect(again.card.fingerprint).toBe(first.card.fingerprint);
    const { body: other } = await make({ number: "4242424242424242" });
    expect(other.card.fingerprint).not.toBe(first.card.fingerprint);
    expect((await page.get(`/v1/payment_methods/${first.id}`)).status).toBe(403);
  });

  it("is listed by customer and type", async () => {
    const owner = await customer();
    const card = await attach(owner);
    const sepa = await stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: "DE89370400440532013000" },
      billing_details: { name: "Ada Lovelace", email: "ada@example.com" },
    });
    await attach(owner, sepa.id);
    const ids = async (type?: "card" | "sepa_debit") =>
      (await stripe.paymentMethods.list({ customer: owner, ...(type && { type }) })).data.map(({ id }) => id);
    expect(await ids()).toEqual([sepa.id, card.id].toSorted((left) => (left === sepa.id ? -1 : 1)));
    expect(await ids("card")).toEqual([card.id]);
    expect(await ids("sepa_debit")).toEqual([sepa.id]);
  });

  it("accepts new billing details, a new date and a new visibility", async () => {
    const { id } = await attach(await customer());
    const updated = await stripe.paymentMethods.update(id, {
      allow_redisplay: "always",
      billing_details: { name: "Grace Hopper", address: { country: "FR" } },
      card: { exp_month: 3, exp_year: 2044 },
    });
    expect(updated).toMatchObject({
      allow_redisplay: "always",
      billing_details: { name: "Grace Hopper", address: { country: "FR", city: null } },
      card: { exp_month: 3, exp_year: 2044 },
    });
    const { data } = await stripe.events.list({ type: "payment_method.updated", limit: 1 });
    expect(data[0]?.data).toMatchObject({
      object: { id },
      previous_attributes: { allow_redisplay: "unspecified" },
    });
  });
});

describe("a payment method without a customer", () => {
  const pay = (payment_method: string) =>
    stripe.paymentIntents.create({
      ...{ amount: 500, currency: "eur", confirm: true, payment_method },
      return_url: "https://shop.test/done",
    });

  it("pays once, after any number of declines", async () => {
    const { id } = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    expect((await pay(id)).status).toBe("succeeded");
    expect(await failure(pay(id))).toMatchObject({ statusCode: 400, param: "payment_method" });
    expect((await failure(attach(await customer(), id))).statusCode).toBe(400);
    const declined = await stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_visa_chargeDeclined" },
    });
    for (const _try of [1, 2]) expect((await failure(pay(declined.id))).code).toBe("card_declined");
  });
});

describe("a customer's default payment method", () => {
  it("must be one of the customer's own", async () => {
    const owner = await customer();
    const { id } = await attach(owner);
    const { id: foreign } = await attach(await customer());
    const choose = (default_payment_method: string) =>
      stripe.customers.update(owner, { invoice_settings: { default_payment_method } });
    expect((await choose(id)).invoice_settings.default_payment_method).toBe(id);
    expect(await failure(choose(foreign))).toMatchObject({ code: "resource_missing" });
    const { invoice_settings } = await stripe.customers.update(owner, { name: "Ada Lovelace" });
    expect(invoice_settings.default_payment_method).toBe(id);
  });

  it("is removed when the method is detached", async () => {
    const owner = await customer();
    const { id } = await attach(owner);
    await stripe.customers.update(owner, { invoice_settings: { default_payment_method: id } });
    await stripe.paymentMethods.detach(id);
    expect(await stripe.customers.retrieve(owner)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
    expect((await failure(attach(owner, id))).statusCode).toBe(400);
  });
});

describe("deleting a customer", () => {
  it("detaches its payment methods and sends the events", async () => {
    const owner = await customer();
    const { id } = await attach(owner);
    expect(await stripe.customers.del(owner)).toMatchObject({ id: owner, deleted: true });
    expect((await stripe.paymentMethods.retrieve(id)).customer).toBeNull();
    const { data } = await stripe.events.list({ limit: 2 });
    expect(data.map((event) => event.type)).toEqual(["customer.deleted", "payment_method.detached"]);
    expect(await stripe.customers.retrieve(owner)).toEqual({
      id: owner,
      object: "customer",
      deleted: true,
    });
    expect((await failure(attach(owner))).code).toBe("resource_missing");
  });
});

describe("money that is authorized", () => {
  const hold = () =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      capture_method: "manual",
      payment_method: "pm_card_visa",
      confirm: true,
    });

  it("is only possible for cards", async () => {
    expect((await hold()).payment_method_types).toEqual(["card"]);
  });

  it("is captured in part, and the rest is released", async () => {
    const held = await hold();
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2_000, amount_received: 0 });
    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_500 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 1_500, amount_capturable: 0 });
    const charge = await stripe.charges.retrieve(String(captured.latest_charge), {
      expand: ["balance_transaction"],
    });
    expect(charge).toMatchObject({
      captured: true,
      amount_captured: 1_500,
      balance_transaction: { amount: 1_500 },
    });
    expect((await failure(stripe.paymentIntents.capture(held.id))).code).toBe(
      "payment_intent_unexpected_state",
    );
    const tooMuch = stripe.refunds.create({ payment_intent: held.id, amount: 1_501 });
    expect((await failure(tooMuch)).statusCode).toBe(400);
  });

  it("is released when the intent is cancelled", async () => {
    const held = await hold();
    const canceled = await stripe.paymentIntents.cancel(held.id);
    expect(canceled).toMatchObject({ status: "canceled", amount_capturable: 0 });
    const charge = await stripe.charges.retrieve(String(held.latest_charge));
    expect(charge).toMatchObject({ captured: false, refunded: true, amount_refunded: 2_000 });
  });
});

describe("a confirmation without return_url", () => {
  const intent = { amount: 500, currency: "eur", payment_method: "pm_card_visa", confirm: true };

  it("is refused where a method that is turned on leads to another page, whichever pays", async () => {
    const refused = { statusCode: 400, param: "return_url" };
    expect(await failure(stripe.paymentIntents.create(intent))).toMatchObject(refused);
    const waiting = await stripe.paymentIntents.create({ ...intent, confirm: false });
    expect(await failure(stripe.paymentIntents.confirm(waiting.id))).toMatchObject(refused);
  });

  it("works where none does, where none may, where the types are named, and in Stripe.js", async () => {
    const ways: Partial<Stripe.PaymentIntentCreateParams>[] = [
      { currency: "usd" },
      { automatic_payment_methods: { enabled: true, allow_redirects: "never" } },
      { allowed_payment_method_types: ["card", "ideal"] },
      { use_stripe_sdk: true },
    ];
    for (const way of ways) {
      expect((await stripe.paymentIntents.create({ ...intent, ...way })).status).toBe("succeeded");
    }
  });
});
