import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePrice, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let shopper: ReturnType<typeof payer>;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  shopper = payer(local.url);
});
beforeEach(() => local.control("clock", { now: Math.floor(Date.now() / 1_000) }));
afterAll(() => local.close());

const shippingRate = (name: string, amount: number): Stripe.Checkout.SessionCreateParams.ShippingOption => ({
  shipping_rate_data: { display_name: name, type: "fixed_amount", fixed_amount: { amount, currency: "eur" } },
});
const paris = {
  name: "Ada",
  address: { line1: "1 rue X", city: "Paris", postal_code: "75001", country: "FR" },
};
const inMinutes = (minutes: number) => Math.floor(Date.now() / 1_000) + minutes * 60;

describe("creating a session", () => {
  it("answers an open session in Stripe's shape", async () => {
    const session = await makeSession(stripe, {
      metadata: { orderId: "ord_1" },
      shipping_options: [shippingRate("Standard", 500), shippingRate("Express", 1_200)],
      expand: ["line_items"],
    });
    expect(session.id).toMatch(/^cs_test_\w{58}$/);
    expect(session.client_secret?.startsWith(`${session.id}_secret_`)).toBe(true);
    expect(session).toMatchObject({
      object: "checkout.session",
      amount_subtotal: 5_000,
      amount_total: 5_500,
      currency: "eur",
      metadata: { orderId: "ord_1" },
      payment_intent: null,
      payment_method_types: ["card", "ideal", "sepa_debit"],
      payment_status: "unpaid",
      status: "open",
      ui_mode: "embedded_page",
      url: null,
    });
    expect(session.expires_at - session.created).toBe(86_400);
    expect(session.line_items?.data[0]).toMatchObject({ object: "item", quantity: 2, amount_total: 5_000 });
  });

  it("keeps the text beside the button, which must not be longer than Stripe allows", async () => {
    const session = await makeSession(stripe, {
      custom_text: { submit: { message: "By paying you order." } },
    });
    expect(session.custom_text.submit).toEqual({ message: "By paying you order." });
    const tooLong = makeSession(stripe, { custom_text: { submit: { message: "x".repeat(1_201) } } });
    await expect(tooLong).rejects.toMatchObject({ statusCode: 400 });
  });

  it.each<[string, object, string]>([
    ["an old ui_mode", { ui_mode: "embedded" }, "ui_mode"],
    ["payment_method_types", { payment_method_types: ["card"] }, "payment_method_types"],
    ["success_url on an embedded page", { success_url: "https://shop.test" }, "success_url"],
    ["a missing return_url", { return_url: undefined }, "return_url"],
    ["no lines", { line_items: [] }, "line_items"],
    ["an expiry in less than 30 minutes", { expires_at: inMinutes(20) }, "expires_at"],
    ["an expiry in more than 24 hours", { expires_at: inMinutes(25 * 60) }, "expires_at"],
    ["six shipping options", { shipping_options: Array(6).fill(shippingRate("S", 1)) }, "shipping_options"],
    [
      "branding in elements",
      { ui_mode: "elements", branding_settings: { display_name: "X" } },
      "branding_settings",
    ],
    ["two discounts", { discounts: [{ coupon: "a" }, { coupon: "b" }] }, "discounts"],
    ["an unknown coupon", { discounts: [{ coupon: "none" }] }, "discounts[0][coupon]"],
    ["an unknown price", { line_items: [{ price: "price_none", quantity: 1 }] }, "line_items[0][price]"],
  ])("refuses %s", async (_case, params, param) => {
    await expect(makeSession(stripe, params)).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
      param,
    });
  });

  it("refuses less than the minimum charge", async () => {
    const price = await makePrice(stripe, 40);
    const tooSmall = makeSession(stripe, { line_items: [{ price: price.id, quantity: 1 }] });
    await expect(tooSmall).rejects.toMatchObject({ code: "amount_too_small" });
  });

  it("offers the methods that the merchant allows and that fit the currency", async () => {
    const cards = await makeSession(stripe, { allowed_payment_method_types: ["card"] });
    expect(cards.payment_method_types).toEqual(["card"]);
    const noDebit = await makeSession(stripe, { excluded_payment_method_types: ["sepa_debit", "blik"] });
    expect(noDebit.payment_method_types).toEqual(["card", "ideal"]);
    const usd = await makePrice(stripe, 2_000, { currency: "usd" });
    const dollars = await makeSession(stripe, { line_items: [{ price: usd.id, quantity: 1 }] });
    expect(dollars.payment_method_types).toEqual(["card"]);
  });

  it("spreads a coupon over the lines to the last cent", async () => {
    const coupon = await stripe.coupons.create({ amount_off: 1_000, currency: "eur" });
    const prices = await Promise.all([333, 333, 334].map((amount) => makePrice(stripe, amount * 10)));
    const session = await makeSession(stripe, {
      line_items: prices.map(({ id }) => ({ price: id, quantity: 1 })),
      discounts: [{ coupon: coupon.id }],
      expand: ["line_items", "total_details.breakdown"],
    });
    const discounts = session.line_items?.data.map((line) => line.amount_discount) ?? [];
    expect(discounts.reduce((sum, amount) => sum + amount, 0)).toBe(1_000);
    expect(session).toMatchObject({ amount_total: 9_000, total_details: { amount_discount: 1_000 } });
    expect(session.total_details?.breakdown?.discounts[0]).toMatchObject({
      amount: 1_000,
      discount: { source: { coupon: coupon.id, type: "coupon" } },
    });
  });
});

describe("paying", () => {
  it("completes with a card and stores what the shopper entered", async () => {
    const session = await makeSession(stripe, {
      shipping_address_collection: { allowed_countries: ["FR"] },
      shipping_options: [shippingRate("Standard", 500), shippingRate("Express", 1_200)],
      payment_intent_data: { metadata: { orderId: "ord_2" } },
    });
    const express = session.shipping_options[1]?.shipping_rate;
    const { status, body } = await shopper.card(session, "4242 4242 4242 4242", {
      shipping: paris,
      shipping_rate: express,
      expected_amount: 6_200,
    });
    expect(status).toBe(200);
    expect(body.payment_intent).toMatchObject({
      status: "succeeded",
      amount: 6_200,
      metadata: { orderId: "ord_2" },
    });
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge.balance_transaction", "line_items.data.price.product"],
    });
    expect(after).toMatchObject({
      status: "complete",
      payment_status: "paid",
      amount_total: 6_200,
      customer: null,
      customer_details: { email: "ada@example.com", name: "Ada Lovelace" },
      collected_information: { shipping_details: { name: "Ada", address: { country: "FR" } } },
      shipping_cost: { amount_total: 1_200, shipping_rate: express },
      payment_intent: { latest_charge: { balance_transaction: { object: "balance_transaction" } } },
    });
    expect(after.line_items?.data[0]?.price?.product).toMatchObject({ object: "product" });
    expect((await shopper.card(session, "4242424242424242")).body.error.code).toBe(
      "checkout_not_active_session",
    );
  });

  it("stays open after a decline and reuses the PaymentIntent", async () => {
    const session = await makeSession(stripe);
    const declined = await shopper.card(session, "4000000000009995");
    expect(declined.status).toBe(402);
    expect(declined.body.error).toMatchObject({
      type: "card_error",
      code: "card_declined",
      decline_code: "insufficient_funds",
      payment_intent: { status: "requires_payment_method" },
    });
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    const paid = await shopper.card(session, "4242424242424242");
    expect(paid.body.payment_intent.id).toBe(declined.body.error.payment_intent.id);
    expect(paid.body.session.status).toBe("complete");
  });

  it("goes through 3D Secure: failed first, then passed", async () => {
    const session = await makeSession(stripe);
    const source = async () =>
      (await shopper.card(session, "4000002760003184")).body.payment_intent.next_action.use_stripe_sdk
        .three_d_secure_2_source;
    const failed = await shopper.call(`/v1/3ds2/${await source()}/complete`, { result: "fail" });
    expect(failed.body).toMatchObject({
      session: { status: "open" },
      payment_intent: { last_payment_error: { code: "payment_intent_authentication_failure" } },
    });
    const id = await source();
    const passed = await shopper.call(`/v1/3ds2/${id}/complete`, { result: "authorize" });
    expect(passed.body).toMatchObject({ session: { status: "complete", payment_status: "paid" } });
    expect((await shopper.call(`/v1/3ds2/${id}/complete`, { result: "authorize" })).status).toBe(400);
  });

  it.each([
    ["authorize", "complete", "succeeded"],
    ["fail", "open", "requires_payment_method"],
  ])("redirects for iDEAL: %s", async (result, sessionStatus, intentStatus) => {
    const session = await makeSession(stripe);
    const { body } = await shopper.ideal(session);
    const { url, return_url: returnUrl } = body.payment_intent.next_action.redirect_to_url;
    expect(url).toMatch(/\/redirect\/authorize\/payatt_\w{24}$/);
    expect(returnUrl).toContain(`session_id=${session.id}`);
    const done = await shopper.call(`/v1/redirects/${url.split("/").pop()}/complete`, { result });
    expect(done.body.return_url).toBe(returnUrl);
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(after).toMatchObject({ status: sessionStatus, payment_intent: { status: intentStatus } });
  });

  it.each([
    ["settle", "paid", "succeeded", "checkout.session.async_payment_succeeded"],
    ["fail", "unpaid", "requires_payment_method", "checkout.session.async_payment_failed"],
  ])("waits for a SEPA debit: %s", async (action, paymentStatus, intentStatus, type) => {
    const session = await makeSession(stripe);
    const { body } = await shopper.sepa(session);
    expect(body).toMatchObject({
      session: { status: "complete", payment_status: "unpaid" },
      payment_intent: { status: "processing" },
    });
    await local.control(`payment_intents/${body.payment_intent.id}/${action}`);
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(after).toMatchObject({
      status: "complete",
      payment_status: paymentStatus,
      payment_intent: { status: intentStatus },
    });
    const [event] = (await stripe.events.list({ type, limit: 1 })).data;
    expect(event?.data.object).toMatchObject({ id: session.id, payment_status: paymentStatus });
  });

  it("settles or fails a debit by itself after three days, depending on the account", async () => {
    const intents = [];
    for (const iban of ["DE89370400440532013000", "DE62370400440532013001"]) {
      intents.push((await shopper.sepa(await makeSession(stripe), iban)).body.payment_intent.id);
    }
    await local.control("clock", { advance_seconds: 3 * 86_400 });
    const [settled, failed] = await Promise.all(intents.map((id) => stripe.paymentIntents.retrieve(id)));
    expect([settled?.status, failed?.status]).toEqual(["succeeded", "requires_payment_method"]);
  });

  it("refuses another total than the page showed, a country or rate that is not offered, and a wrong secret", async () => {
    const session = await makeSession(stripe, { shipping_address_collection: { allowed_countries: ["FR"] } });
    const wrongTotal = await shopper.card(session, "4242424242424242", {
      shipping: paris,
      expected_amount: 1,
    });
    expect(wrongTotal).toMatchObject({ status: 400, body: { error: { code: "checkout_amount_mismatch" } } });
    const abroad = { ...paris, address: { ...paris.address, country: "US" } };
    expect((await shopper.card(session, "4242424242424242", { shipping: abroad })).status).toBe(400);
    expect(
      (await shopper.card(session, "4242424242424242", { shipping: paris, shipping_rate: "shr_x" })).status,
    ).toBe(400);
    const guess = { ...session, client_secret: `${session.id}_secret_guess` };
    expect((await shopper.card(guess, "4242424242424242")).status).toBe(404);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });

  it("asks for no payment when nothing is due", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100, max_redemptions: 1 });
    const session = await makeSession(stripe, { discounts: [{ coupon: coupon.id }] });
    const { body } = await shopper.card(session, "4242424242424242");
    expect(body.session).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
    expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1, valid: false });
    const again = makeSession(stripe, { discounts: [{ coupon: coupon.id }] });
    await expect(again).rejects.toMatchObject({ code: "coupon_expired" });
  });

  it("creates a customer when asked to", async () => {
    const session = await makeSession(stripe, { customer_creation: "always" });
    await shopper.card(session, "4242424242424242");
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] });
    expect(after.customer).toMatchObject({ object: "customer", email: "ada@example.com" });
  });

  it("lets nobody confirm or cancel its PaymentIntent separately", async () => {
    const session = await makeSession(stripe);
    const { body } = await shopper.card(session, "4000000000000002");
    const intent = body.error.payment_intent.id;
    await expect(stripe.paymentIntents.cancel(intent)).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_visa" }),
    ).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe("updating and expiring", () => {
  it("needs the whole list of lines, and keeps a line by its id", async () => {
    const session = await makeSession(stripe, { ui_mode: "elements", expand: ["line_items"] });
    const line = session.line_items?.data[0]?.id ?? "";
    const price = await makePrice(stripe, 700);
    const updated = await stripe.checkout.sessions.update(session.id, {
      line_items: [
        { id: line, quantity: 1 },
        { price: price.id, quantity: 1 },
      ],
      metadata: { step: "2" },
      expand: ["line_items"],
    });
    expect(updated).toMatchObject({ amount_total: 3_200, metadata: { step: "2" } });
    expect(updated.line_items?.data[0]).toMatchObject({ id: line, quantity: 1 });
    const discounts = { metadata: {}, discounts: [{ coupon: "x" }] };
    await expect(stripe.checkout.sessions.update(session.id, discounts)).rejects.toMatchObject({
      code: "parameter_unknown",
    });
  });

  it("updates the address only when the server may change it", async () => {
    const details = { collected_information: { shipping_details: paris } };
    const mine = await makeSession(stripe, { permissions: { update_shipping_details: "server_only" } });
    expect((await stripe.checkout.sessions.update(mine.id, details)).id).toBe(mine.id);
    const theirs = await makeSession(stripe);
    await expect(stripe.checkout.sessions.update(theirs.id, details)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it("expires on demand and by the clock; then nothing can be paid", async () => {
    const byHand = await makeSession(stripe);
    expect(await stripe.checkout.sessions.expire(byHand.id)).toMatchObject({ status: "expired" });
    await expect(stripe.checkout.sessions.expire(byHand.id)).rejects.toMatchObject({ statusCode: 400 });
    const byClock = await makeSession(stripe, { expires_at: inMinutes(31) });
    const { body } = await shopper.card(byClock, "4000000000000002");
    await local.control("clock", { advance_seconds: 32 * 60 });
    expect((await shopper.card(byClock, "4242424242424242")).body.error.code).toBe(
      "checkout_not_active_session",
    );
    const intent = await stripe.paymentIntents.retrieve(body.error.payment_intent.id);
    expect(intent).toMatchObject({ status: "canceled", cancellation_reason: "expired" });
    const expired = await stripe.events.list({ type: "checkout.session.expired", limit: 2 });
    expect(expired.data.map(({ data }) => "id" in data.object && data.object.id)).toEqual([
      byClock.id,
      byHand.id,
    ]);
  });
});
