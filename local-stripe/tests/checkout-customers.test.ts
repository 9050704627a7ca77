import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, failure, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let page: ReturnType<typeof browser>;
let pay: ReturnType<typeof payer>;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  page = browser(local.url);
  pay = payer(local.url);
});
afterAll(() => local.close());

const ADDRESS = { line1: "1 Rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" };
const BILLING = { email: "ada@example.com", name: "Ada Lovelace", address: ADDRESS };

type Billing = Stripe.PaymentMethodUpdateParams["billing_details"];

async function addCard(customer: string, billing_details: Billing = BILLING, card = "pm_card_visa") {
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  await stripe.paymentMethods.update(id, { allow_redisplay: "always", billing_details });
  return id;
}

async function shopper(extra: Stripe.CustomerCreateParams = {}) {
  const { id } = await stripe.customers.create({ email: "ada@example.com", ...extra });
  return id;
}

const ALL: Stripe.Checkout.SessionCreateParams["saved_payment_method_options"] = {
  payment_method_save: "enabled",
  payment_method_remove: "enabled",
};

const open = (customer: string, extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  makeSession(stripe, { customer, saved_payment_method_options: ALL, ...extra });

const view = async (session: Stripe.Checkout.Session) =>
  (await page.get(`/v1/payment_pages/${session.id}?client_secret=${session.client_secret}`)).body;

const savedIds = async (session: Stripe.Checkout.Session): Promise<string[]> =>
  (await view(session)).saved_payment_methods.map(({ id }: { id: string }) => id);

const payWith = (session: Stripe.Checkout.Session, payment_method: string) =>
  page.post(`/v1/payment_pages/${session.id}/confirm`, {
    client_secret: session.client_secret,
    payment_method,
  });

describe.each(["embedded_page", "elements"] as const)("a session of a customer (%s)", (ui_mode) => {
  it("shows the saved payment methods that may be shown, newest first", async () => {
    const customer = await shopper();
    const first = await addCard(customer);
    const second = await addCard(customer);
    const limited = await addCard(customer);
    await stripe.paymentMethods.update(limited, { allow_redisplay: "limited" });
    expect(await savedIds(await open(customer, { ui_mode }))).toEqual([second, first]);
    const filters = { allow_redisplay_filters: ["always" as const, "limited" as const] };
    const wide = await open(customer, { ui_mode, saved_payment_method_options: filters });
    expect(await savedIds(wide)).toEqual([limited, second, first]);
    expect((await view(wide)).features).toEqual({ save: false, remove: false });
  });

  it("pays with a saved card, also one that asks for 3D Secure", async () => {
    const customer = await shopper();
    const card = await addCard(customer);
    const strict = await addCard(customer, BILLING, "pm_card_threeDSecure2Required");
    const paid = await payWith(await open(customer, { ui_mode }), card);
    expect(paid).toMatchObject({
      status: 200,
      body: { session: { status: "complete", customer }, payment_intent: { payment_method: card, customer } },
    });
    expect(paid.body.session.customer_details).toMatchObject({
      name: "Ada Lovelace",
      address: { city: "Paris" },
    });
    const challenged = await payWith(await open(customer, { ui_mode }), strict);
    expect(challenged.body.payment_intent).toMatchObject({
      status: "requires_action",
      payment_method: strict,
    });
  });

  it("saves a new card only if the shopper agrees", async () => {
    const customer = await shopper();
    await pay.card(await open(customer, { ui_mode }), "4242424242424242");
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
    await pay.card(await open(customer, { ui_mode }), "5555555555554444", { save_payment_method: true });
    const { data } = await stripe.customers.listPaymentMethods(customer);
    expect(data).toMatchObject([{ allow_redisplay: "always", card: { brand: "mastercard" } }]);
  });
});

describe("saved payment methods of a session", () => {
  it("are declined after their expiry date, and another one pays", async () => {
    const customer = await shopper();
    const good = await addCard(customer);
    const old = await addCard(customer);
    await stripe.paymentMethods.update(old, { card: { exp_month: 1, exp_year: 2020 } });
    const session = await open(customer);
    expect(await payWith(session, old)).toMatchObject({
      status: 402,
      body: { error: { code: "expired_card" } },
    });
    expect((await payWith(session, good)).body.session.status).toBe("complete");
  });

  it("can't be used, seen or removed by anybody else", async () => {
    const card = await addCard(await shopper());
    const session = await open(await shopper());
    expect(await savedIds(session)).toEqual([]);
    const missing = { status: 404, body: { error: { code: "resource_missing" } } };
    expect(await payWith(session, card)).toMatchObject(missing);
    const remove = `/v1/payment_pages/${session.id}/payment_methods/${card}/detach`;
    expect(await page.post(remove, { client_secret: session.client_secret })).toMatchObject(missing);
  });

  it("are removed if the session allows it", async () => {
    const customer = await shopper();
    const card = await addCard(customer);
    const remove = (session: Stripe.Checkout.Session) =>
      page.post(`/v1/payment_pages/${session.id}/payment_methods/${card}/detach`, {
        client_secret: session.client_secret,
      });
    expect((await remove(await open(customer, { saved_payment_method_options: {} }))).status).toBe(403);
    const session = await open(customer);
    expect(await remove(session)).toMatchObject({ status: 200, body: { id: card, customer: null } });
    expect(await savedIds(session)).toEqual([]);
  });

  it("are not saved when the session does not offer it, nor for a guest", async () => {
    const without = await open(await shopper(), { saved_payment_method_options: {} });
    const refused = await pay.card(without, "4242424242424242", { save_payment_method: true });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "save_payment_method" } } });
    const guest = await view(await makeSession(stripe));
    expect(guest).toMatchObject({
      saved_payment_methods: [],
      features: { save: false, remove: false },
      prefill: { payment_method: null, shipping: null },
    });
  });

  it("are saved without asking by payment_intent_data.setup_future_usage, and then are not shown everywhere", async () => {
    const customer = await shopper();
    const kept = { payment_intent_data: { setup_future_usage: "off_session" as const } };
    await pay.card(await open(customer, kept), "4242424242424242");
    const { data } = await stripe.customers.listPaymentMethods(customer);
    expect(data.map((method) => method.allow_redisplay)).toEqual(["limited"]);
  });
});

describe("the prefill of a page", () => {
  const prefill = async (customer: string, extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    (await view(await open(customer, extra))).prefill;

  it("is the newest card that has enough billing details", async () => {
    const customer = await shopper();
    await addCard(customer);
    const newest = await addCard(customer, { ...BILLING, name: "Grace Hopper" });
    await addCard(customer, { name: "No E-mail" });
    expect(await prefill(customer)).toMatchObject({
      payment_method: newest,
      email: "ada@example.com",
      name: "Grace Hopper",
      billing_details: { address: { city: "Paris" } },
    });
  });

  it.each([
    ["auto", "an e-mail, a name and a country", { ...BILLING, address: { country: "FR" } }, true],
    ["auto", "no name", { ...BILLING, name: "" }, false],
    ["auto", "no country", { ...BILLING, address: { ...ADDRESS, country: "" } }, false],
    ["auto", "a British address without postal code", { ...BILLING, address: { country: "GB" } }, false],
    [
      "auto",
      "an American postal code",
      { ...BILLING, address: { country: "US", postal_code: "10001" } },
      true,
    ],
    ["required", "a country only", { ...BILLING, address: { country: "FR" } }, false],
    ["required", "a whole address", BILLING, true],
  ] as const)("with billing_address_collection %s: %s", async (collection, _what, billing, isFilled) => {
    const customer = await shopper();
    const card = await addCard(customer, billing);
    const { payment_method } = await prefill(customer, { billing_address_collection: collection });
    expect(payment_method).toBe(isFilled ? card : null);
  });

  it("has the customer's shipping address if the session ships there", async () => {
    const customer = await shopper({ shipping: { name: "Ada Lovelace", address: ADDRESS } });
    const to = (country: "FR" | "DE") =>
      prefill(customer, { shipping_address_collection: { allowed_countries: [country] } });
    expect((await to("FR")).shipping).toMatchObject({ name: "Ada Lovelace", address: { city: "Paris" } });
    expect((await to("DE")).shipping).toBeNull();
    expect((await prefill(customer)).shipping).toBeNull();
  });

  it("ends thirty minutes after the session was made; the saved cards stay", async () => {
    const customer = await shopper({ shipping: { name: "Ada Lovelace", address: ADDRESS } });
    const card = await addCard(customer);
    const session = await open(customer, { shipping_address_collection: { allowed_countries: ["FR"] } });
    await local.control("clock", { advance_seconds: 1_700 });
    expect((await view(session)).prefill).toMatchObject({
      payment_method: card,
      shipping: { name: "Ada Lovelace" },
    });
    await local.control("clock", { advance_seconds: 101 });
    expect((await view(session)).prefill).toEqual({
      payment_method: null,
      email: null,
      name: null,
      billing_details: null,
      shipping: null,
    });
    expect(await savedIds(session)).toEqual([card]);
  });
});

describe("customer_update", () => {
  const shipping = { name: "Ada at Work", address: { ...ADDRESS, line1: "2 Rue du Louvre" } };
  const collect = { shipping_address_collection: { allowed_countries: ["FR" as const] } };
  const buy = async (session: Stripe.Checkout.Session) =>
    pay.confirm(
      session,
      {
        type: "card",
        card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
        billing_details: BILLING,
      },
      { shipping },
    );

  it("copies name, address and delivery when it is auto", async () => {
    const customer = await shopper();
    const all = { address: "auto", name: "auto", shipping: "auto" } as const;
    await buy(await open(customer, { ...collect, customer_update: all }));
    expect(await stripe.customers.retrieve(customer)).toMatchObject({
      name: "Ada Lovelace",
      address: { line1: "1 Rue de la Paix" },
      shipping: { name: "Ada at Work", address: { line1: "2 Rue du Louvre" } },
    });
    const { data } = await stripe.events.list({ type: "customer.updated", limit: 1 });
    expect(data[0]?.data).toMatchObject({ object: { id: customer }, previous_attributes: { name: null } });
  });

  it("otherwise leaves the customer unchanged", async () => {
    const customer = await shopper({ name: "As it was" });
    await buy(await open(customer, collect));
    expect(await stripe.customers.retrieve(customer)).toMatchObject({
      name: "As it was",
      address: null,
      shipping: null,
    });
  });

  it("is needed for tax on goods that are shipped to a customer", async () => {
    const customer = await shopper();
    const tax = { ...collect, automatic_tax: { enabled: true } };
    expect(await failure(open(customer, tax))).toMatchObject({ param: "customer_update[shipping]" });
    const session = await open(customer, { ...tax, customer_update: { shipping: "auto" } });
    expect(session.status).toBe("open");
    const nowhere = open(customer, { automatic_tax: { enabled: true } });
    expect(await failure(nowhere)).toMatchObject({ code: "customer_tax_location_invalid" });
  });

  it("needs a customer", async () => {
    const refused = makeSession(stripe, { customer_update: { name: "auto" } });
    expect(await failure(refused)).toMatchObject({ param: "customer_update" });
  });
});

describe("customer_creation", () => {
  it("gives a guest's payment and card to the new customer", async () => {
    const session = await makeSession(stripe, {
      customer_creation: "always",
      payment_intent_data: { setup_future_usage: "off_session" },
    });
    const { body } = await pay.card(session, "4242424242424242");
    const { customer } = body.session;
    expect(body.payment_intent).toMatchObject({ status: "succeeded", customer });
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  });
});
