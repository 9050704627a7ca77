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

const SHIPPING = {
  name: "Ada Lovelace",
  address: { line1: "1 Rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" },
};

/** Creates and confirms in one call, as a server does that got a token. */
const pay = (token: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    confirm: true,
    confirmation_token: token,
    ...extra,
  });

const helper = (
  params: Parameters<Stripe["testHelpers"]["confirmationTokens"]["create"]>[0] = {
    payment_method: "pm_card_visa",
  },
) => stripe.testHelpers.confirmationTokens.create(params);

describe("a ConfirmationToken", () => {
  it("is created by the browser and read by the server, with its card", async () => {
    const made = await page.token({ shipping: SHIPPING, return_url: "https://shop.test/done" });
    expect(made.status).toBe(200);
    const token = await stripe.confirmationTokens.retrieve(made.body.id);
    expect(token).toMatchObject({
      object: "confirmation_token",
      expires_at: token.created + 43_200,
      payment_intent: null,
      setup_intent: null,
      use_stripe_sdk: true,
      return_url: "https://shop.test/done",
      shipping: { name: "Ada Lovelace", phone: null, address: { country: "FR", line2: null } },
      payment_method_preview: {
        type: "card",
        customer: null,
        allow_redisplay: "unspecified",
        billing_details: { name: "Ada Lovelace" },
        card: { brand: "visa", country: "US", funding: "credit", last4: "4242" },
      },
    });
    expect(token.payment_method_preview?.card?.fingerprint).toMatch(/^\w{16}$/);
    expect(token.id).toMatch(/^ctoken_\w{24}$/);
  });

  it("may come from Elements of an existing intent, whose terms can't differ", async () => {
    const { body } = await page.token({ client_context: undefined, metadata: { cart: "1" } });
    expect(body.metadata).toEqual({ cart: "1" });
    expect((await pay(body.id, { amount: 700 })).status).toBe("succeeded");
  });

  it("can't be read with a publishable key", async () => {
    const made = await page.token();
    expect((await page.get(`/v1/confirmation_tokens/${made.body.id}`)).status).toBe(403);
  });

  it.each([
    ["incorrect_number", { number: "4242424242424243" }],
    ["invalid_expiry_year", { exp_year: 2001 }],
    ["invalid_expiry_month", { exp_month: 13 }],
    ["invalid_cvc", { cvc: "1" }],
  ])("is refused for a card with %s", async (code, wrong) => {
    const card = { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123", ...wrong };
    const made = await page.token({ payment_method_data: { type: "card", card } });
    expect(made).toMatchObject({ status: 402, body: { error: { type: "card_error", code } } });
  });

  it("can also be created by the test helper, for tests without a browser", async () => {
    const token = await helper({
      payment_method: "pm_card_mastercard",
      return_url: "https://shop.test/done",
      setup_future_usage: "off_session",
    });
    expect(token).toMatchObject({
      setup_future_usage: "off_session",
      payment_method_preview: { card: { brand: "mastercard" } },
    });
    const paid = await pay(token.id);
    expect(paid).toMatchObject({ status: "succeeded", setup_future_usage: "off_session" });
  });
});

describe("confirming with a ConfirmationToken", () => {
  it("pays in one call, applies the token's values and records where it was used", async () => {
    const { body } = await page.token({ shipping: SHIPPING });
    const paid = await pay(body.id, { expand: ["payment_method"] });
    expect(paid).toMatchObject({
      status: "succeeded",
      amount_received: 2_000,
      shipping: { name: "Ada Lovelace", address: { city: "Paris" } },
      payment_method: { card: { last4: "4242" }, billing_details: { name: "Ada Lovelace" } },
    });
    const used = await stripe.confirmationTokens.retrieve(body.id);
    expect(used).toMatchObject({ payment_intent: paid.id, expires_at: null });
  });

  it("prefers a parameter of the PaymentIntent to the token's", async () => {
    const token = await helper({
      payment_method: "pm_card_threeDSecure2Required",
      shipping: SHIPPING,
      return_url: "https://shop.test/from-the-token",
      setup_future_usage: "off_session",
    });
    const intent = await pay(token.id, {
      shipping: { ...SHIPPING, name: "Grace Hopper" },
      return_url: "https://shop.test/from-the-intent",
      setup_future_usage: "on_session",
      use_stripe_sdk: false,
    });
    expect(intent).toMatchObject({
      shipping: { name: "Grace Hopper" },
      setup_future_usage: "on_session",
      next_action: { redirect_to_url: { return_url: "https://shop.test/from-the-intent" } },
    });
  });

  it("sends the events of an authenticated and saved payment in Stripe's order", async () => {
    const customer = await stripe.customers.create({});
    const { body } = await page.cardToken("4000002760003184", { setup_future_usage: "off_session" });
    const intent = await pay(body.id, { customer: customer.id });
    const source = JSON.stringify(intent.next_action).match(/payatt_\w{24}/)?.[0];
    const done = await page.post(`/v1/3ds2/${source}/complete`, { result: "authorize" });
    expect(done.body.payment_intent).toMatchObject({ id: intent.id, status: "succeeded" });
    const { data } = await stripe.events.list({ limit: 7 });
    expect(data.map(({ type }) => type).reverse()).toEqual([
      "customer.created",
      "payment_intent.created",
      "payment_intent.requires_action",
      "charge.succeeded",
      "payment_method.attached",
      "payment_intent.succeeded",
      "charge.updated",
    ]);
    const { data: kept } = await stripe.customers.listPaymentMethods(customer.id);
    expect(kept).toMatchObject([{ allow_redisplay: "limited", card: { last4: "3184" } }]);
  });

  it("confirms an existing intent, on the server or with its client secret in the browser", async () => {
    const first = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    const { body: one } = await page.token();
    const paid = await stripe.paymentIntents.confirm(first.id, { confirmation_token: one.id });
    expect(paid.status).toBe("succeeded");
    const second = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    const { body: two } = await page.token();
    const path = `/v1/payment_intents/${second.id}/confirm`;
    const answer = await page.post(path, { client_secret: second.client_secret, confirmation_token: two.id });
    expect(answer).toMatchObject({ status: 200, body: { status: "succeeded" } });
    expect(answer.body).not.toHaveProperty("metadata");
    expect((await page.post(path, { client_secret: "wrong", confirmation_token: two.id })).status).toBe(404);
  });

  it("answers a retry with the same idempotency key as the first time, and never pays twice", async () => {
    const { body } = await page.token();
    const call = { amount: 2_000, currency: "eur", confirm: true, confirmation_token: body.id };
    const idempotencyKey = `order:${body.id}`;
    const first = await stripe.paymentIntents.create(call, { idempotencyKey });
    const retried = await stripe.paymentIntents.create(call, { idempotencyKey });
    expect(retried.id).toBe(first.id);
    const crowd = await Promise.allSettled(Array.from({ length: 10 }, () => pay(body.id)));
    expect(crowd.filter(({ status }) => status === "fulfilled")).toEqual([]);
  });

  it("makes the same PaymentIntent as the older way, by a PaymentMethod and its mandate data", async () => {
    const return_url = "https://shop.test/done";
    const { body: token } = await page.token({ shipping: SHIPPING, return_url });
    const { body: method } = await page.post("/v1/payment_methods", {
      type: "card",
      card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
      billing_details: { name: "Ada Lovelace" },
    });
    const online = { ip_address: "203.0.113.7", user_agent: "Mozilla/5.0" };
    const older = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      confirm: true,
      payment_method: method.id,
      mandate_data: { customer_acceptance: { type: "online", online } },
      shipping: SHIPPING,
      return_url,
      use_stripe_sdk: true,
    });
    const newer = await pay(token.id);
    const own = {
      id: "",
      client_secret: "",
      created: 0,
      latest_charge: "",
      payment_method: "",
    };
    expect({ ...newer, ...own }).toEqual({ ...older, ...own });
  });

  it("shows a page that is declined only the public fields", async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      metadata: { a: "b" },
    });
    const { body: token } = await page.cardToken("4000000000000002");
    const { status, body } = await page.post(`/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.client_secret,
      confirmation_token: token.id,
    });
    expect({ status, ...body.error }).toMatchObject({
      status: 402,
      code: "card_declined",
      payment_intent: { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
    });
    expect(body.error.payment_intent).not.toHaveProperty("metadata");
  });

  it("accepts a token once, also when the card is declined", async () => {
    const { body } = await page.cardToken("4000000000009995");
    const declined = await failure(pay(body.id));
    expect(declined).toMatchObject({
      statusCode: 402,
      decline_code: "insufficient_funds",
      payment_intent: { status: "requires_payment_method" },
    });
    const again = await failure(pay(body.id));
    expect(again).toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
      param: "confirmation_token",
    });
  });

  it("refuses a token twelve hours after it was made", async () => {
    const { body } = await page.token();
    await local.control("clock", { advance_seconds: 43_201 });
    const refused = await failure(pay(body.id));
    expect(refused).toMatchObject({ statusCode: 400, param: "confirmation_token" });
    expect(refused.message).toContain("expired");
    expect((await stripe.confirmationTokens.retrieve(body.id)).payment_intent).toBeNull();
  });

  it("asks for 3D Secure through Stripe.js unless the server redirects", async () => {
    const { body: one } = await page.cardToken("4000002760003184", { return_url: "https://shop.test/done" });
    expect((await pay(one.id)).next_action?.type).toBe("use_stripe_sdk");
    const { body: two } = await page.cardToken("4000002760003184", { return_url: "https://shop.test/done" });
    const redirected = await pay(two.id, { use_stripe_sdk: false });
    expect(redirected.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { return_url: "https://shop.test/done" },
    });
  });

  it("refuses payment_method_types, as an older version's parameter", async () => {
    const { body } = await page.token();
    const given = {
      amount: 2_000,
      currency: "eur",
      confirmation_token: body.id,
      payment_method_types: ["card"],
    };
    expect(await failure(stripe.paymentIntents.create(given))).toMatchObject({
      code: "parameter_unknown",
      param: "payment_method_types",
    });
  });

  it("needs confirm, and must be the only payment method of a call", async () => {
    const { body } = await page.token();
    expect(await failure(pay(body.id, { confirm: false }))).toMatchObject({ param: "confirmation_token" });
    expect((await failure(pay(body.id, { payment_method: "pm_card_visa" }))).statusCode).toBe(400);
    expect((await failure(pay("ctoken_unknown"))).code).toBe("resource_missing");
  });
});

describe("an intent whose terms differ from those of Elements", () => {
  const context = (change: object) => ({
    client_context: { mode: "payment", amount: 2_000, currency: "eur", ...change },
  });

  it.each([
    ["amount", context({ amount: 1_999 }), {}],
    ["currency", context({ currency: "usd" }), {}],
    ["capture_method", context({}), { capture_method: "manual" as const }],
    ["setup_future_usage", context({}), { setup_future_usage: "off_session" as const }],
    ["mode", context({ mode: "setup" }), {}],
  ])("is refused for its %s, and nothing is stored", async (param, told, asked) => {
    const { body } = await page.token(told);
    const { data: before } = await stripe.paymentIntents.list({ limit: 1 });
    const refused = await failure(pay(body.id, asked));
    expect(refused).toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError", param });
    expect(refused.message).toContain("does not match the expected");
    const { data: after } = await stripe.paymentIntents.list({ limit: 1 });
    expect(after[0]?.id).toBe(before[0]?.id);
    const token = await stripe.confirmationTokens.retrieve(body.id);
    expect(token.payment_intent).toBeNull();
  });

  it("may be saved, or captured later, for one type of payment method", async () => {
    const customer = await stripe.customers.create({});
    const { body } = await page.token();
    const intent = await pay(body.id, {
      customer: customer.id,
      payment_method_options: { card: { setup_future_usage: "off_session", capture_method: "manual" } },
    });
    expect(intent).toMatchObject({ status: "requires_capture", setup_future_usage: null });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  });
});

describe("a payment method that is saved with a payment", () => {
  const buy = async (token: object) => {
    const customer = await stripe.customers.create({});
    const { body } = await page.token(token);
    await pay(body.id, { customer: customer.id });
    const { data } = await stripe.customers.listPaymentMethods(customer.id);
    return data.map((method) => method.allow_redisplay);
  };
  const data = (allow_redisplay?: string) => ({
    payment_method_data: {
      type: "card",
      card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
      ...(allow_redisplay && { allow_redisplay }),
    },
  });

  it("is shown again when the shopper ticked the box", async () => {
    expect(await buy({ ...data("always"), setup_future_usage: "off_session" })).toEqual(["always"]);
  });

  it("is saved, but not shown everywhere, when the merchant saves it without a box", async () => {
    const kept = { mode: "payment", amount: 2_000, currency: "eur", setup_future_usage: "off_session" };
    expect(await buy({ ...data(), client_context: kept })).toEqual(["limited"]);
  });

  it("is not saved without a reason", async () => {
    expect(await buy(data())).toEqual([]);
  });
});
