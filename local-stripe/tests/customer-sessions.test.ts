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

type Features = Stripe.CustomerSessionCreateParams.Components.PaymentElement.Features;

const open = (customer: string, features: Features = {}) =>
  stripe.customerSessions.create({
    customer,
    components: { payment_element: { enabled: true, features } },
  });

const SHOWN: Features = { payment_method_redisplay: "enabled", payment_method_remove: "enabled" };

/** A customer with a card for each value of `allow_redisplay`, oldest first. */
async function withCards(...values: ("always" | "limited" | "unspecified")[]) {
  const customer = await stripe.customers.create({});
  const cards: string[] = [];
  for (const allow_redisplay of values) {
    const { id } = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await stripe.paymentMethods.update(id, { allow_redisplay });
    cards.push(id);
  }
  return { customer: customer.id, cards };
}

const elements = (secret: string) =>
  page.get(
    `/v1/elements/sessions?type=deferred_intent&deferred_intent[mode]=payment&deferred_intent[amount]=2000&deferred_intent[currency]=eur&customer_session_client_secret=${secret}`,
  );

const shownTo = async (secret: string): Promise<string[]> =>
  (await elements(secret)).body.customer.payment_methods.map(({ id }: { id: string }) => id);

describe("a CustomerSession", () => {
  it("has Stripe's defaults for its features, and lasts half an hour", async () => {
    const { customer } = await withCards();
    const session = await open(customer);
    expect(session.client_secret).toMatch(/^cuss_secret_\w{47}$/);
    expect(session).toMatchObject({
      object: "customer_session",
      customer,
      expires_at: session.created + 1_800,
    });
    expect(session.components?.payment_element).toEqual({
      enabled: true,
      features: {
        payment_method_allow_redisplay_filters: ["always"],
        payment_method_redisplay: "disabled",
        payment_method_redisplay_limit: 3,
        payment_method_remove: "disabled",
        payment_method_save: "disabled",
        payment_method_save_usage: null,
      },
    });
  });

  it("needs an existing customer and an enabled component; other components are not supported", async () => {
    expect(await failure(open("cus_unknown"))).toMatchObject({ code: "resource_missing", param: "customer" });
    const { customer } = await withCards();
    const off = stripe.customerSessions.create({
      customer,
      components: { payment_element: { enabled: false } },
    });
    expect((await failure(off)).statusCode).toBe(400);
    const other = stripe.customerSessions.create({
      customer,
      components: { pricing_table: { enabled: true } },
    });
    expect((await failure(other)).statusCode).toBe(501);
    expect(await failure(open(customer, { payment_method_redisplay_limit: 11 }))).toMatchObject({
      code: "parameter_invalid_integer",
    });
  });
});

describe("what Elements gets at the start", () => {
  it("is the customer's cards, newest first, filtered and limited as configured", async () => {
    const { customer, cards } = await withCards("always", "limited", "always", "unspecified");
    const [first, limited, second, unspecified] = cards;
    expect(await shownTo((await open(customer, SHOWN)).client_secret)).toEqual([second, first]);
    const all: Features = {
      ...SHOWN,
      payment_method_allow_redisplay_filters: ["always", "limited", "unspecified"],
      payment_method_redisplay_limit: 10,
    };
    expect(await shownTo((await open(customer, all)).client_secret)).toEqual([
      unspecified,
      second,
      limited,
      first,
    ]);
    const two = await open(customer, { ...all, payment_method_redisplay_limit: 2 });
    expect(await shownTo(two.client_secret)).toEqual([unspecified, second]);
    expect(await shownTo((await open(customer)).client_secret)).toEqual([]);
  });

  it("includes the features, the default card and the payment methods on offer", async () => {
    const { customer, cards } = await withCards("always");
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: cards[0] } });
    const { body } = await elements((await open(customer, SHOWN)).client_secret);
    expect(body).toMatchObject({
      payment_method_types: ["card", "ideal", "sepa_debit"],
      amount: 2_000,
      currency: "eur",
      payment_intent: null,
      setup_intent: null,
      customer: {
        id: customer,
        default_payment_method: cards[0],
        features: { payment_method_remove: "enabled" },
      },
    });
  });

  it("includes only cards when the money is captured later", async () => {
    const { body } = await page.get(
      "/v1/elements/sessions?type=deferred_intent&deferred_intent[mode]=payment&deferred_intent[amount]=2000&deferred_intent[currency]=eur&deferred_intent[capture_method]=manual&deferred_intent[on_behalf_of]=acct_1&deferred_intent[payment_method_configuration]=pmc_1",
    );
    expect(body).toMatchObject({ payment_method_types: ["card"], customer: null });
  });

  it("is a PaymentIntent without its private fields, for a client secret", async () => {
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: "usd", metadata: { a: "b" } });
    const path = "/v1/elements/sessions?type=payment_intent&client_secret=";
    const { body } = await page.get(`${path}${intent.client_secret}`);
    expect(body).toMatchObject({ amount: 500, payment_intent: { id: intent.id } });
    expect(body.payment_intent).not.toHaveProperty("metadata");
    expect((await page.get(`${path}${intent.id}_secret_guess`)).status).toBe(404);
  });

  it("is refused for a wrong secret, or one that is half an hour old", async () => {
    expect(await elements("cuss_secret_wrong")).toMatchObject({
      status: 400,
      body: { error: { code: "resource_missing" } },
    });
    const { customer } = await withCards();
    const session = await open(customer);
    await local.control("clock", { advance_seconds: 1_801 });
    expect(await elements(session.client_secret)).toMatchObject({
      status: 400,
      body: { error: { code: "customer_session_expired" } },
    });
  });
});

describe("a saved card in the Payment Element", () => {
  const detach = (id: string, secret: string) =>
    page.post(`/v1/elements/payment_methods/${id}/detach`, { customer_session_client_secret: secret });

  it("can be removed if the session allows it, and then pays no more", async () => {
    const { customer, cards } = await withCards("always");
    const [card = ""] = cards;
    const kept = await open(customer, { payment_method_redisplay: "enabled" });
    expect((await detach(card, kept.client_secret)).status).toBe(403);
    const { client_secret } = await open(customer, SHOWN);
    expect(await detach(card, client_secret)).toMatchObject({
      status: 200,
      body: { id: card, customer: null },
    });
    expect(await shownTo(client_secret)).toEqual([]);
    const spent = stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      confirm: true,
      payment_method: card,
    });
    expect(await failure(spent)).toMatchObject({ statusCode: 400, param: "payment_method" });
  });

  it("can't be removed or used by anybody else", async () => {
    const owner = await withCards("always");
    const thief = await withCards();
    const { client_secret } = await open(thief.customer, SHOWN);
    const [card = ""] = owner.cards;
    const missing = { error: { code: "resource_missing" } };
    expect(await detach(card, client_secret)).toMatchObject({ status: 404, body: missing });
    const token = { payment_method_data: undefined, payment_method: card };
    const stolen = await page.token({ ...token, customer_session_client_secret: client_secret });
    expect(stolen).toMatchObject({ status: 400, body: missing });
    expect(await page.token(token)).toMatchObject({ status: 400, body: missing });
  });

  it("pays for its customer only", async () => {
    const { customer, cards } = await withCards("always");
    const { client_secret } = await open(customer, SHOWN);
    const { body } = await page.token({
      payment_method_data: undefined,
      payment_method: cards[0],
      customer_session_client_secret: client_secret,
    });
    expect(body.payment_method_preview).toMatchObject({ customer, card: { last4: "4242" } });
    const intent = { amount: 2_000, currency: "eur", confirm: true, confirmation_token: body.id };
    expect((await failure(stripe.paymentIntents.create(intent))).statusCode).toBe(400);
    const paid = await stripe.paymentIntents.create({ ...intent, customer });
    expect(paid).toMatchObject({ status: "succeeded", payment_method: cards[0] });
  });

  it("needs its security code again when the intent requires it", async () => {
    const { customer, cards } = await withCards("always");
    const { client_secret } = await open(customer, SHOWN);
    const saved = {
      payment_method_data: undefined,
      payment_method: cards[0],
      customer_session_client_secret: client_secret,
    };
    const pay = (confirmation_token: string) =>
      stripe.paymentIntents.create({
        amount: 2_000,
        currency: "eur",
        customer,
        confirm: true,
        confirmation_token,
        payment_method_options: { card: { require_cvc_recollection: true } },
      });
    const { body: without } = await page.token(saved);
    expect((await failure(pay(without.id))).code).toBe("parameter_missing");
    const wrong = await page.token({ ...saved, payment_method_options: { card: { cvc: "12" } } });
    expect(wrong).toMatchObject({ status: 402, body: { error: { code: "invalid_cvc" } } });
    const { body: token } = await page.token({ ...saved, payment_method_options: { card: { cvc: "123" } } });
    expect(token.payment_method_options.card.cvc_token).toMatch(/^cvctok_/);
    expect((await pay(token.id)).status).toBe("succeeded");
  });

  it("is declined while the shopper is absent if the bank wants authentication", async () => {
    const { id: customer } = await stripe.customers.create({});
    const { id } = await stripe.paymentMethods.attach("pm_card_authenticationRequired", { customer });
    const charge = {
      ...{ amount: 2_000, currency: "eur", customer, payment_method: id, confirm: true },
      return_url: "https://shop.test/done",
    };
    const declined = await failure(stripe.paymentIntents.create({ ...charge, off_session: true }));
    expect(declined).toMatchObject({ statusCode: 402, code: "authentication_required" });
    const there = await stripe.paymentIntents.create({ ...charge, use_stripe_sdk: true });
    expect(there.next_action?.type).toBe("use_stripe_sdk");
  });

  it("is declined after its expiry date", async () => {
    const { customer, cards } = await withCards("always");
    await stripe.paymentMethods.update(cards[0] ?? "", { card: { exp_month: 1, exp_year: 2020 } });
    const declined = await failure(
      stripe.paymentIntents.create({
        amount: 2_000,
        currency: "eur",
        customer,
        confirm: true,
        payment_method: cards[0],
        return_url: "https://shop.test/done",
      }),
    );
    expect(declined).toMatchObject({
      statusCode: 402,
      code: "expired_card",
      payment_intent: { status: "requires_payment_method" },
    });
  });
});
