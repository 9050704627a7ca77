import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, makePrice, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const NO_DECIMALS = "invalid_charge_amount_no_decimal_compatible";

/** Currency, an amount that is charged, one that is not, and the code of its refusal. */
const CASES = [
  ["isk", 29_000, 29_050, NO_DECIMALS],
  ["ugx", 29_000, 29_001, NO_DECIMALS],
  ["kwd", 5_120, 5_124, "invalid_charge_amount"],
  ["tnd", 5_120, 5_125, "invalid_charge_amount"],
] as const;

const paid = (currency: string, amount: number, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount,
    currency,
    confirm: true,
    payment_method: "pm_card_visa",
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    ...extra,
  });

describe.each(CASES)("an amount in %s", (currency, fine, refused, code) => {
  it("can be charged without a fraction, but not with one", async () => {
    expect((await paid(currency, fine)).amount_received).toBe(fine);
    expect(await failure(paid(currency, refused))).toMatchObject({ statusCode: 400, code, param: "amount" });
  });

  it("stays unchanged when a change would give it a fraction", async () => {
    const intent = await stripe.paymentIntents.create({ amount: fine, currency });
    const change = stripe.paymentIntents.update(intent.id, { amount: refused });
    expect(await failure(change)).toMatchObject({ code });
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(fine);
  });

  it("is captured and refunded in whole units only", async () => {
    const part = refused - fine;
    const held = await paid(currency, fine, { capture_method: "manual" });
    const capture = stripe.paymentIntents.capture(held.id, { amount_to_capture: fine - part });
    expect(await failure(capture)).toMatchObject({ code, param: "amount_to_capture" });
    const { id } = await paid(currency, fine);
    const refund = stripe.refunds.create({ payment_intent: id, amount: part });
    expect(await failure(refund)).toMatchObject({ code, param: "amount" });
    expect((await stripe.refunds.create({ payment_intent: id, amount: fine })).amount).toBe(fine);
  });

  it("is refused as the total of a session, when it is created and later", async () => {
    const [good, bad] = await Promise.all(
      [fine, refused].map((amount) => makePrice(stripe, amount, { currency })),
    );
    if (!good || !bad) throw new Error("no prices");
    const lines = (price: Stripe.Price) => ({ line_items: [{ price: price.id, quantity: 1 }] });
    expect(await failure(makeSession(stripe, lines(bad)))).toMatchObject({ code });
    const session = await makeSession(stripe, { ...lines(good), ui_mode: "elements" });
    expect(await failure(stripe.checkout.sessions.update(session.id, lines(bad)))).toMatchObject({ code });
    expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(fine);
    expect((await payer(local.url).card(session, "4242424242424242")).status).toBe(200);
  });
});

describe("a tax on top of whole krónur", () => {
  it("makes a total that can't be charged", async () => {
    const price = await makePrice(stripe, 29_100, { currency: "isk", tax_behavior: "exclusive" });
    const session = await makeSession(stripe, {
      line_items: [{ price: price.id, quantity: 1 }],
      automatic_tax: { enabled: true },
      shipping_address_collection: { allowed_countries: ["FR"] },
    });
    const address = { line1: "1 rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" };
    const answer = await payer(local.url).card(session, "4242424242424242", {
      shipping: { name: "Ada Lovelace", address },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: NO_DECIMALS } } });
  });
});

describe("amounts in other currencies", () => {
  it.each([
    ["eur", 1_045],
    ["jpy", 1_045],
    ["huf", 104_501],
    ["twd", 80_045],
  ])("can be any number of minor units in %s: %i", async (currency, amount) => {
    expect((await paid(currency, amount)).amount_received).toBe(amount);
  });

  it.each([
    ["czk", 1_500],
    ["eur", 50],
    ["gbp", 30],
    ["huf", 17_500],
    ["jpy", 50],
    ["myr", 200],
    ["thb", 1_000],
  ])("can be charged in %s from the minimum on: %i", async (currency, least) => {
    expect((await paid(currency, least)).amount_received).toBe(least);
    const tooLittle = await failure(paid(currency, least - 1));
    expect(tooLittle).toMatchObject({ code: "amount_too_small", param: "amount" });
  });
});

describe("a part that is captured", () => {
  it("lets go of the rest, which is listed as a refund of which no money moved", async () => {
    const held = await paid("eur", 4_490, { capture_method: "manual", metadata: { quote_revision: "1" } });
    const taken = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 2_490,
      metadata: { quote_revision: "2" },
    });
    expect(taken).toMatchObject({
      ...{ status: "succeeded", amount: 4_490, amount_received: 2_490, amount_capturable: 0 },
      metadata: { quote_revision: "2" },
    });
    const { data } = await stripe.refunds.list({ payment_intent: held.id });
    expect(data).toMatchObject([{ amount: 2_000, status: "succeeded", balance_transaction: null }]);
    const charge = await stripe.charges.retrieve(String(taken.latest_charge));
    expect(charge).toMatchObject({ amount_captured: 2_490, amount_refunded: 2_000, refunded: false });
    const more = stripe.refunds.create({ payment_intent: held.id, amount: 2_491 });
    expect(await failure(more)).toMatchObject({ param: "amount" });
    await stripe.refunds.create({ payment_intent: held.id });
    const over = await stripe.charges.retrieve(charge.id);
    expect(over).toMatchObject({ amount_refunded: 4_490, refunded: true });
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });
});
