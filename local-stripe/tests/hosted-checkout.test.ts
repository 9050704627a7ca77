import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPageApi } from "../src/browser/page-api";
import { failure, makeSession, payer, type Started, startReceiver, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const HOSTED = {
  ui_mode: "hosted_page",
  return_url: undefined,
  success_url: "http://localhost:3000/thanks?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://localhost:3000/cart",
} as const;

const hosted = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  makeSession(stripe, { ...HOSTED, ...extra });

/** What the page's own script reads from the address. */
function pageOf(session: Stripe.Checkout.Session) {
  const url = new URL(session.url ?? "");
  const given = new URLSearchParams(url.hash.slice(1));
  const secret = given.get("clientSecret") ?? "";
  return { url, secret, api: createPageApi(given.get("key") ?? "", secret, local.url) };
}

const confirm = (session: Stripe.Checkout.Session, number = "4242424242424242", extra: object = {}) =>
  payer(local.url).card({ ...session, client_secret: pageOf(session).secret }, number, extra);

describe("a hosted session's page", () => {
  it("is behind its url, which alone opens it", async () => {
    const session = await hosted({ client_reference_id: "order_7" });
    const { url, api } = pageOf(session);
    expect(session.client_secret).toBeNull();
    expect(url.pathname).toBe(`/c/pay/${session.id}`);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await api.load()).toMatchObject({
      ok: true,
      value: { session: { client_reference_id: "order_7" } },
    });
    const guessed = createPageApi("pk_test_local_tests", `${session.id}_secret_guessed`, local.url);
    expect((await guessed.load()).ok).toBe(false);
  });

  it("says how the session ended once it is over", async () => {
    const paid = await hosted();
    const { api } = pageOf(paid);
    expect((await confirm(paid)).status).toBe(200);
    expect((await stripe.checkout.sessions.retrieve(paid.id)).url).toBeNull();
    expect(await api.load()).toMatchObject({ value: { session: { status: "complete" } } });

    const left = await hosted();
    const page = pageOf(left);
    await stripe.checkout.sessions.expire(left.id);
    expect(await page.api.load()).toMatchObject({ value: { session: { status: "expired" } } });
  });

  it("comes back from a bank: paid to success_url, not paid to itself", async () => {
    const answer = async (result: string) => {
      const session = await hosted();
      const secret = pageOf(session).secret;
      const { body } = await payer(local.url).ideal({ ...session, client_secret: secret });
      const source = new URL(body.payment_intent.next_action.redirect_to_url.url).pathname.split("/").at(-1);
      const done = await payer(local.url).call(`/v1/redirects/${source}/complete`, { result });
      return { session, url: done.body.return_url };
    };
    const paid = await answer("authorize");
    expect(paid.url).toBe(`http://localhost:3000/thanks?session=${paid.session.id}`);
    const failed = await answer("fail");
    expect(failed.url).toBe(failed.session.url);
  });
});

describe("what a merchant asks on the page", () => {
  const asked = {
    custom_fields: [
      { key: "engraving", label: { type: "custom", custom: "Engraving" }, type: "text", optional: true },
      {
        key: "size",
        label: { type: "custom", custom: "Size" },
        type: "dropdown",
        dropdown: { options: [{ label: "Small", value: "s" }] },
      },
      {
        key: "member",
        label: { type: "custom", custom: "Member" },
        type: "numeric",
        numeric: { minimum_length: 3 },
      },
    ],
    consent_collection: { terms_of_service: "required" },
  } satisfies Partial<Stripe.Checkout.SessionCreateParams>;
  const fields = [
    { key: "size", value: "s" },
    { key: "member", value: "1234" },
  ];
  const consent = { terms_of_service: "accepted" };

  it("is answered in the session when it completes", async () => {
    const session = await hosted(asked);
    expect(session.custom_fields.map(({ key }) => key)).toEqual(["engraving", "size", "member"]);
    expect((await confirm(session, undefined, { custom_fields: fields, consent })).status).toBe(200);
    const done = await stripe.checkout.sessions.retrieve(session.id);
    expect(done.consent).toEqual({ promotions: null, terms_of_service: "accepted" });
    expect(done.custom_fields).toMatchObject([
      { text: { value: null } },
      { dropdown: { value: "s" } },
      { numeric: { value: "1234" } },
    ]);
  });

  it.each([
    ["no consent", { custom_fields: fields }, "consent[terms_of_service]"],
    ["a field left out", { consent, custom_fields: fields.slice(0, 1) }, "custom_fields[member]"],
    [
      "no option",
      { consent, custom_fields: [{ key: "size", value: "xl" }, fields[1]] },
      "custom_fields[size]",
    ],
    [
      "too few digits",
      { consent, custom_fields: [fields[0], { key: "member", value: "1" }] },
      "custom_fields[member]",
    ],
    ["another field", { consent, custom_fields: [...fields, { key: "other", value: "1" }] }, "custom_fields"],
  ])("refuses %s", async (_, given, param) => {
    const { status, body } = await confirm(await hosted(asked), undefined, given);
    expect([status, body.error.param]).toEqual([400, param]);
  });

  it("refuses two fields of one key", async () => {
    const field = { key: "a", label: { type: "custom", custom: "A" }, type: "text" } as const;
    const error = await failure(hosted({ custom_fields: [field, field] }));
    expect(error.param).toBe("custom_fields[1][key]");
  });
});

describe("a session in mode setup", () => {
  const setup = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    stripe.checkout.sessions.create({
      mode: "setup",
      currency: "eur",
      success_url: HOSTED.success_url,
      ...extra,
    });

  it("has no amounts, and a SetupIntent from the start", async () => {
    const session = await setup({ setup_intent_data: { metadata: { plan: "a" } } });
    expect(session).toMatchObject({
      amount_total: null,
      currency: "eur",
      payment_intent: null,
      payment_status: "no_payment_required",
    });
    const intent = await stripe.setupIntents.retrieve(String(session.setup_intent));
    expect(intent).toMatchObject({ status: "requires_payment_method", metadata: { plan: "a" } });
  });

  it("keeps the card for its customer, and announces it", async () => {
    const receiver = await startReceiver();
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const session = await setup({ customer: customer.id });
    const { body } = await confirm(session);
    expect(body).toMatchObject({ session: { status: "complete" }, setup_intent: { status: "succeeded" } });
    const { data } = await stripe.customers.listPaymentMethods(customer.id);
    expect(data).toMatchObject([{ type: "card", card: { last4: "4242" } }]);
    await expect.poll(receiver.types).toContain("checkout.session.completed");
    expect(receiver.types()).toContain("setup_intent.succeeded");
    await receiver.close();
  });

  it("makes the customer that was promised", async () => {
    const session = await setup({ customer_creation: "always" });
    await confirm(session);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
    expect(done.customer).toMatch(/^cus_/);
    expect(done.setup_intent).toMatchObject({ customer: done.customer });
    expect((await stripe.customers.listPaymentMethods(String(done.customer))).data).toHaveLength(1);
  });

  it("stays open when the card is declined, and waits for a challenge", async () => {
    const session = await setup();
    expect((await confirm(session, "4000000000000002")).status).toBe(402);
    const { body } = await confirm(session, "4000002760003184");
    expect(body).toMatchObject({ session: { status: "open" }, setup_intent: { status: "requires_action" } });
    const source = body.setup_intent.next_action.use_stripe_sdk.three_d_secure_2_source;
    await payer(local.url).call(`/v1/3ds2/${source}/complete`, { result: "authorize" });
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("complete");
  });

  it("cancels its SetupIntent when it expires", async () => {
    const session = await setup();
    await stripe.checkout.sessions.expire(session.id);
    expect((await stripe.setupIntents.retrieve(String(session.setup_intent))).status).toBe("canceled");
  });

  it.each([
    ["lines", { line_items: [{ quantity: 1, price: "price_1" }] }, "line_items"],
    ["no currency and no methods", { currency: undefined }, "currency"],
  ])("refuses %s", async (_, extra, param) => {
    expect((await failure(setup(extra))).param).toBe(param);
  });
});
