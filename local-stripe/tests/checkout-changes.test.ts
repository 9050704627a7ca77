import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePrice, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let shopper: ReturnType<typeof payer>;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  shopper = payer(local.url);
});
afterAll(() => local.close());

const paris = {
  name: "Ada",
  address: { line1: "1 rue X", city: "Paris", postal_code: "75001", country: "FR" },
};
const elements = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  makeSession(stripe, { ui_mode: "elements", ...extra });
const change = (session: Stripe.Checkout.Session, given: object) =>
  shopper.call(`/v1/payment_pages/${session.id}`, { client_secret: session.client_secret, ...given });

async function makeCode(
  code: string,
  coupon: Stripe.CouponCreateParams,
  extra: Partial<Stripe.PromotionCodeCreateParams> = {},
) {
  const { id } = await stripe.coupons.create(coupon);
  return stripe.promotionCodes.create({ code, promotion: { type: "coupon", coupon: id }, ...extra });
}

describe("what the shopper changes in Checkout Elements", () => {
  it("is in the answer, and the session has the address while it is open", async () => {
    const session = await elements({ shipping_address_collection: { allowed_countries: ["FR"] } });
    const given = { email: "ada@example.com", phone_number: "+33 1 23", shipping: paris, billing: paris };
    const { status, body } = await change(session, given);
    expect(status).toBe(200);
    expect(body).toMatchObject(given);
    const open = await stripe.checkout.sessions.retrieve(session.id);
    expect(open).toMatchObject({
      status: "open",
      collected_information: { shipping_details: { name: "Ada", address: { country: "FR" } } },
    });
    const paid = await shopper.confirm(
      session,
      {
        type: "card",
        card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
        billing_details: { address: { country: "DE" } },
      },
      { expected_amount: 5_000 },
    );
    expect(paid.body.session.customer_details).toMatchObject({
      name: "Ada",
      phone: "+33 1 23",
      address: { line1: "1 rue X", country: "FR" },
    });
  });

  it("hides an embedded page's address until it is paid", async () => {
    const session = await makeSession(stripe);
    const { body } = await change(session, { shipping: paris });
    expect(body.session.collected_information).toBeNull();
  });

  it("can't include the address when only the server may change it", async () => {
    const session = await elements({ permissions: { update_shipping_details: "server_only" } });
    expect(await change(session, { shipping: paris })).toMatchObject({
      status: 400,
      body: { error: { code: "checkout_update_server_only", param: "shipping" } },
    });
    await stripe.checkout.sessions.update(session.id, { collected_information: { shipping_details: paris } });
    expect((await stripe.checkout.sessions.retrieve(session.id)).collected_information).toMatchObject({
      shipping_details: { name: "Ada" },
    });
  });

  it("changes the quantities of adjustable lines within their limits", async () => {
    const [first, second] = await Promise.all([makePrice(stripe), makePrice(stripe, 700)]);
    const session = await elements({
      line_items: [
        { price: first.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 0, maximum: 3 } },
        { price: second.id, quantity: 1 },
      ],
      expand: ["line_items"],
    });
    const [id, fixed] = session.line_items?.data.map((line) => line.id) ?? [];
    const quantity = (line: string | undefined, wanted: number) =>
      change(session, { line_items: [{ id: line, quantity: wanted }] });
    expect((await quantity(id, 3)).body.session.amount_total).toBe(8_200);
    expect((await quantity(id, 4)).body.error.param).toBe("line_items[0][quantity]");
    expect((await quantity(fixed, 2)).body.error.param).toBe("line_items[0][quantity]");
    expect((await quantity("li_none", 2)).body.error.code).toBe("resource_missing");
    const { body } = await quantity(id, 0);
    expect(body.session).toMatchObject({ amount_total: 700, line_items: { data: [{ id: fixed }] } });
  });
});

describe("tampering", () => {
  it("overwrites only the total or a quantity of a paid session", async () => {
    const session = await elements();
    await shopper.card(session, "4242424242424242");
    const tampered = (given: object) => local.control(`checkout/sessions/${session.id}/tamper`, given);
    expect((await tampered({ amount_total: 1 })).body).toMatchObject({ amount_total: 1, status: "complete" });
    await tampered({ line_quantity: 9 });
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["line_items", "payment_intent"],
    });
    expect(after).toMatchObject({
      amount_total: 1,
      line_items: { data: [{ quantity: 9 }] },
      payment_intent: { amount: 5_000 },
    });
    expect((await tampered({ colour: "red" })).status).toBe(400);
    expect((await local.control("checkout/sessions/cs_none/tamper", {})).status).toBe(404);
  });
});

describe("promotion codes", () => {
  it("applies a code in any case, shows its coupon, and removes it again", async () => {
    const promotion = await makeCode("CLAY10", { percent_off: 10, name: "Clay" });
    const session = await elements({ allow_promotion_codes: true });
    const applied = await change(session, { promotion_code: "clay10" });
    expect(applied.body.session).toMatchObject({
      amount_total: 4_500,
      discounts: [{ coupon: null, promotion_code: { id: promotion.id, code: "CLAY10" } }],
      total_details: {
        breakdown: {
          discounts: [
            {
              amount: 500,
              discount: { source: { coupon: { name: "Clay" } }, promotion_code: { code: "CLAY10" } },
            },
          ],
        },
      },
    });
    const removed = await change(session, { promotion_code: "" });
    expect(removed.body.session).toMatchObject({ amount_total: 5_000, discounts: null });
  });

  it("says why a code is refused, and leaves the session unchanged", async () => {
    const now = Math.floor(Date.now() / 1_000);
    const tenPercent = { percent_off: 10 };
    await makeCode("MINIMUM", tenPercent, {
      restrictions: { minimum_amount: 9_000, minimum_amount_currency: "eur" },
    });
    await makeCode("OVER", tenPercent, { expires_at: now + 1 });
    const other = await stripe.customers.create({ email: "grace@example.com" });
    await makeCode("MINE", tenPercent, { customer: other.id });
    await makeCode("NEARLY", { amount_off: 4_990, currency: "eur" });
    await local.control("clock", { advance_seconds: 60 });
    const session = await elements({ allow_promotion_codes: true });
    const codes: Record<string, string> = {
      NONE: "promotion_code_invalid",
      MINIMUM: "promotion_code_minimum_amount",
      OVER: "promotion_code_expired",
      MINE: "promotion_code_customer",
      NEARLY: "promotion_code_amount_insufficient",
    };
    for (const [promotion_code, code] of Object.entries(codes)) {
      const { status, body } = await change(session, { promotion_code });
      expect({ status, code: body.error.code }).toEqual({ status: 400, code });
    }
    expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(5_000);
    const closed = await change(await elements(), { promotion_code: "NONE" });
    expect(closed.body.error.code).toBe("checkout_promotion_codes_not_allowed");
  });

  it("accepts first-purchase codes only from customers who never paid", async () => {
    await makeCode("HELLO", { percent_off: 10 }, { restrictions: { first_time_transaction: true } });
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const session = () => elements({ allow_promotion_codes: true, customer: customer.id });
    const first = await session();
    expect((await change(first, { promotion_code: "HELLO" })).body.session.amount_total).toBe(4_500);
    expect((await shopper.card(first, "4242424242424242")).status).toBe(200);
    const again = await change(await session(), { promotion_code: "HELLO" });
    expect(again.body.error.code).toBe("promotion_code_first_time_transaction");
  });

  it("completes a free session without a payment method", async () => {
    await makeCode("GIFT", { percent_off: 100 });
    const session = await elements({ allow_promotion_codes: true });
    const confirm = () =>
      shopper.call(`/v1/payment_pages/${session.id}/confirm`, {
        client_secret: session.client_secret,
        email: "ada@example.com",
      });
    expect((await confirm()).body.error).toMatchObject({
      code: "parameter_missing",
      param: "payment_method_data",
    });
    await change(session, { promotion_code: "GIFT" });
    expect((await confirm()).body).toMatchObject({
      payment_intent: null,
      session: { status: "complete", payment_status: "no_payment_required", payment_intent: null },
    });
  });
});
