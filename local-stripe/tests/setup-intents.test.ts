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

const RETURN = "https://shop.test/account";

/** Keeps a card of a new customer, as an account page does. */
async function keep(payment_method: string, extra: Partial<Stripe.SetupIntentCreateParams> = {}) {
  const { id: customer } = await stripe.customers.create({});
  return stripe.setupIntents.create({
    customer,
    payment_method,
    confirm: true,
    return_url: RETURN,
    ...extra,
  });
}

const typesOf = async (id: string): Promise<string[]> => {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .filter((event) => JSON.stringify(event.data.object).includes(id))
    .map((event) => event.type)
    .reverse();
};

const sourceOf = (intent: Stripe.SetupIntent) =>
  JSON.stringify(intent.next_action).match(/payatt_\w{24}/)?.[0] ?? "";

const challenge = async (intent: Stripe.SetupIntent, result: "authorize" | "fail") => {
  const body = JSON.stringify({ result });
  const headers = { "content-type": "application/json" };
  const path = `${local.url}/v1/3ds2/${sourceOf(intent)}/complete`;
  return (await fetch(path, { method: "POST", headers, body })).json();
};

describe("a SetupIntent", () => {
  it("saves a card for its customer, without a charge", async () => {
    const intent = await keep("pm_card_visa");
    expect(intent).toMatchObject({
      object: "setup_intent",
      status: "succeeded",
      usage: "off_session",
      last_setup_error: null,
      payment_method_types: ["card", "sepa_debit"],
    });
    expect(intent.client_secret).toMatch(/^seti_\w{24}_secret_\w{31}$/);
    const { data } = await stripe.customers.listPaymentMethods(String(intent.customer));
    expect(data.map(({ id }) => id)).toEqual([intent.payment_method]);
    expect(await typesOf(intent.id)).toEqual(["setup_intent.created", "setup_intent.succeeded"]);
    expect(await typesOf(String(intent.payment_method))).toContain("payment_method.attached");
    expect((await stripe.charges.list({ customer: String(intent.customer) })).data).toEqual([]);
  });

  it("is confirmed with a ConfirmationToken, which records it", async () => {
    const { id: customer } = await stripe.customers.create({});
    const { body: token } = await page.token({ client_context: { mode: "setup", currency: "eur" } });
    const intent = await stripe.setupIntents.create({
      customer,
      confirm: true,
      confirmation_token: token.id,
    });
    expect(intent.status).toBe("succeeded");
    expect(await stripe.confirmationTokens.retrieve(token.id)).toMatchObject({
      payment_intent: null,
      setup_intent: intent.id,
    });
    const { data } = await stripe.customers.listPaymentMethods(customer);
    expect(data).toMatchObject([{ allow_redisplay: "limited" }]);
    const again = stripe.setupIntents.create({ customer, confirm: true, confirmation_token: token.id });
    expect(await failure(again)).toMatchObject({ statusCode: 400, param: "confirmation_token" });
  });

  it("refuses a token from a page that was set up for a payment", async () => {
    const { body: token } = await page.token();
    const refused = await failure(
      stripe.setupIntents.create({ confirm: true, confirmation_token: token.id }),
    );
    expect(refused).toMatchObject({ statusCode: 400, param: "mode" });
  });

  it.each([
    ["pm_card_visa_chargeDeclined", "card_declined"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
  ])("is refused for %s", async (card, code) => {
    const refused = await failure(keep(card));
    expect(refused).toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code,
      setup_intent: { status: "requires_payment_method", payment_method: null, last_setup_error: { code } },
    });
    const id = refused.setup_intent?.id ?? "";
    expect(await typesOf(id)).toEqual(["setup_intent.created", "setup_intent.setup_failed"]);
  });

  it("saves a card that only declines when charged", async () => {
    expect((await keep("pm_card_chargeCustomerFail")).status).toBe("succeeded");
  });

  it("asks for 3D Secure, and saves the card only after that succeeded", async () => {
    const intent = await keep("pm_card_authenticationRequired", { use_stripe_sdk: true });
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
    const customer = String(intent.customer);
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
    const passed = await challenge(intent, "authorize");
    expect(passed).toMatchObject({ payment_intent: null, setup_intent: { status: "succeeded" } });
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
    expect(await typesOf(intent.id)).toEqual([
      "setup_intent.created",
      "setup_intent.requires_action",
      "setup_intent.succeeded",
    ]);
  });

  it("waits for another card after a failed challenge", async () => {
    const intent = await keep("pm_card_authenticationRequired", { use_stripe_sdk: true });
    await challenge(intent, "fail");
    const failed = await stripe.setupIntents.retrieve(intent.id);
    expect(failed).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code: "setup_intent_authentication_failure" },
    });
    const kept = await stripe.setupIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    expect(kept.status).toBe("succeeded");
    expect((await challenge(intent, "authorize")).error.code).toBe("setup_intent_unexpected_state");
  });

  it("sends the shopper back with its id and the result", async () => {
    const intent = await keep("pm_card_authenticationRequired");
    expect(intent.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { return_url: RETURN },
    });
    const bank = await fetch(intent.next_action?.redirect_to_url?.url ?? "");
    expect({ status: bank.status, hasAmount: (await bank.text()).includes("Amount") }).toEqual({
      status: 200,
      hasAmount: false,
    });
    const answer = await fetch(`${local.url}/v1/redirects/${sourceOf(intent)}/complete`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ result: "authorize" }),
    });
    const { return_url } = await answer.json();
    expect(Object.fromEntries(new URL(return_url).searchParams)).toEqual({
      setup_intent: intent.id,
      setup_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
  });

  it("can be read and confirmed by a page that has its client secret", async () => {
    const { id: customer } = await stripe.customers.create({});
    const intent = await stripe.setupIntents.create({ customer, metadata: { a: "b" } });
    const path = `/v1/setup_intents/${intent.id}`;
    const seen = await page.get(`${path}?client_secret=${intent.client_secret}`);
    expect(seen).toMatchObject({ status: 200, body: { id: intent.id, status: "requires_payment_method" } });
    for (const hidden of ["metadata", "customer"]) expect(seen.body).not.toHaveProperty(hidden);
    expect((await page.get(path)).status).toBe(404);
    const elements = await page.get(
      `/v1/elements/sessions?type=setup_intent&client_secret=${intent.client_secret}`,
    );
    expect(elements.body).toMatchObject({ setup_intent: { id: intent.id }, amount: null });
    const confirmed = await page.post(`${path}/confirm`, {
      client_secret: intent.client_secret,
      payment_method: "pm_card_visa",
    });
    expect(confirmed).toMatchObject({ status: 200, body: { status: "succeeded" } });
  });

  it("can be cancelled until it has succeeded, and is listed by customer", async () => {
    const { id: customer } = await stripe.customers.create({});
    const open = await stripe.setupIntents.create({ customer });
    const canceled = await stripe.setupIntents.cancel(open.id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    expect(await typesOf(open.id)).toEqual(["setup_intent.created", "setup_intent.canceled"]);
    const refused = await failure(stripe.setupIntents.confirm(open.id, { payment_method: "pm_card_visa" }));
    expect(refused).toMatchObject({ code: "setup_intent_unexpected_state", setup_intent: { id: open.id } });
    const { data } = await stripe.setupIntents.list({ customer });
    expect(data.map(({ id }) => id)).toEqual([open.id]);
  });

  it("refuses what belongs to somebody else", async () => {
    const taken = await keep("pm_card_visa");
    expect((await failure(keep(String(taken.payment_method)))).statusCode).toBe(400);
  });

  it("says what is not supported", async () => {
    const single = stripe.setupIntents.create({ single_use: { amount: 500, currency: "eur" } });
    expect((await failure(single)).statusCode).toBe(501);
    expect((await failure(stripe.setupAttempts.list({ setup_intent: "seti_1" }))).statusCode).toBe(501);
  });
});
