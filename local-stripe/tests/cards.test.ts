import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_CARDS } from "../src/cards/cards";
import { passesLuhn } from "../src/facts/checksums";
import { type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const pay = (method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    payment_method: method,
    confirm: true,
    return_url: "https://shop.test/return",
    ...extra,
  });

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: Stripe.errors.StripeError) => reason,
  );
  if (!error) throw new Error("expected a refusal");
  return error;
};

const successes = TEST_CARDS.filter((card) => !card.decline && !card.threeDS && card.alias);
const declines = TEST_CARDS.filter((card) => card.decline && card.alias);
const challenges = TEST_CARDS.filter((card) => card.threeDS && card.threeDS !== "optional" && card.alias);

describe("the card table", () => {
  it("lists each number once, with a valid check digit except for the card that tests it", () => {
    expect(new Set(TEST_CARDS.map(({ number }) => number)).size).toBe(TEST_CARDS.length);
    const wrong = TEST_CARDS.filter(({ number }) => !passesLuhn(number)).map(({ number }) => number);
    expect(wrong).toEqual(["4242424242424241"]);
  });

  it.each(successes.map((card) => [card.alias, card]))("pm_card_%s pays", async (alias, card) => {
    const intent = await pay(`pm_card_${alias}`, {
      expand: ["latest_charge.balance_transaction", "payment_method"],
    });
    expect(intent.status).toBe("succeeded");
    expect(intent.latest_charge).toMatchObject({
      status: "succeeded",
      outcome: { network_status: "approved_by_network", type: "authorized" },
      balance_transaction: { object: "balance_transaction", amount: 2_000 },
      payment_method_details: { card: { last4: card.number.slice(-4), brand: card.brand } },
    });
  });

  it.each(declines.map((card) => [card.alias, card]))("pm_card_%s is refused", async (alias, card) => {
    const error = await failure(pay(`pm_card_${alias}`));
    expect(error).toMatchObject({ statusCode: 402, type: "StripeCardError", code: card.decline?.code });
    expect(error.decline_code || null).toBe(card.decline?.declineCode);
    expect(error.payment_intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code: card.decline?.code, payment_method: { object: "payment_method" } },
    });
    const charge = await stripe.charges.retrieve(String(error.charge));
    expect(charge).toMatchObject({ status: "failed", paid: false, failure_code: card.decline?.code });
    expect(charge.outcome?.type).toBe(card.decline?.blocked ? "blocked" : "issuer_declined");
    expect(error.payment_intent?.latest_charge).toBe(charge.id);
  });

  it.each(challenges.map((card) => [card.alias, card]))(
    "pm_card_%s asks for 3D Secure",
    async (alias, card) => {
      const intent = await pay(`pm_card_${alias}`, { use_stripe_sdk: true });
      expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
      const sdk: unknown = intent.next_action?.use_stripe_sdk;
      const source = JSON.stringify(sdk).match(/payatt_\w{24}/)?.[0] ?? "";
      await fetch(`${local.url}/v1/3ds2/${source}/complete`, { method: "POST", body: "result=authorize" });
      const after = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
      if (card.afterThreeDS) {
        expect(after).toMatchObject({
          status: "requires_payment_method",
          last_payment_error: { code: card.afterThreeDS.code, decline_code: card.afterThreeDS.declineCode },
        });
      } else {
        expect(after).toMatchObject({
          status: "succeeded",
          latest_charge: {
            payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
          },
        });
      }
    },
  );

  it("fails a payment whose challenge failed, and accepts another card", async () => {
    const intent = await pay("pm_card_authenticationRequired");
    expect(intent.next_action?.type).toBe("redirect_to_url");
    const source = intent.next_action?.redirect_to_url?.url?.split("/").pop();
    const answer = await fetch(`${local.url}/v1/redirects/${source}/complete`, {
      method: "POST",
      body: "result=fail",
    });
    const { return_url: returnUrl } = await answer.json();
    expect(new URL(returnUrl).searchParams.get("redirect_status")).toBe("failed");
    expect((await stripe.paymentIntents.retrieve(intent.id)).last_payment_error?.code).toBe(
      "payment_intent_authentication_failure",
    );
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      return_url: "https://shop.test/done",
    });
    expect(paid.status).toBe("succeeded");
  });

  it("skips the challenge when the shopper is absent and the card allows it", async () => {
    const intent = await pay("pm_card_authenticationRequiredSetupForOffSession", { off_session: true });
    expect(intent.status).toBe("succeeded");
  });

  it("asks for optional 3D Secure only when the merchant does", async () => {
    expect((await pay("pm_card_threeDSecureOptional")).status).toBe("succeeded");
    const asked = await pay("pm_card_threeDSecureOptional", {
      payment_method_options: { card: { request_three_d_secure: "any" } },
    });
    expect(asked.status).toBe("requires_action");
  });

  it.each([
    ["4242424242424241", 12, 2040, "123", "incorrect_number"],
    ["4242424242424242", 13, 2040, "123", "invalid_expiry_month"],
    ["4242424242424242", 12, 2020, "123", "invalid_expiry_year"],
    ["4242424242424242", 12, 2040, "12", "invalid_cvc"],
  ])("refuses %s %d/%d %s as %s", async (number, month, year, cvc, code) => {
    const card = { number, exp_month: month, exp_year: year, cvc };
    const error = await failure(stripe.paymentMethods.create({ type: "card", card }));
    expect(error).toMatchObject({ statusCode: 402, code, type: "StripeCardError" });
  });

  it("declines a number that is not a test card", async () => {
    const number = "4111111111111111";
    const method = await stripe.paymentMethods.create({
      type: "card",
      card: { number, exp_month: 12, exp_year: 2040, cvc: "123" },
    });
    expect(await failure(pay(method.id))).toMatchObject({ decline_code: "test_mode_live_card" });
  });
});

describe("attaching", () => {
  it("refuses a declining card, except the one that fails only when charged", async () => {
    const { id: customer } = await stripe.customers.create({});
    await expect(
      stripe.paymentMethods.attach("pm_card_visa_chargeDeclined", { customer }),
    ).rejects.toMatchObject({
      statusCode: 402,
    });
    const kept = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    expect(kept.customer).toBe(customer);
    expect((await failure(pay(kept.id, { customer }))).code).toBe("card_declined");
  });
});

describe("PaymentIntents", () => {
  it("refuses to confirm or cancel an intent that has ended", async () => {
    const paid = await pay("pm_card_visa");
    for (const attempt of [stripe.paymentIntents.confirm(paid.id), stripe.paymentIntents.cancel(paid.id)]) {
      expect(await failure(attempt)).toMatchObject({
        code: "payment_intent_unexpected_state",
        payment_intent: { id: paid.id },
      });
    }
  });

  it("captures later with capture_method manual", async () => {
    const held = await pay("pm_card_visa", { capture_method: "manual" });
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2_000, amount_received: 0 });
    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_500 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 1_500 });
  });

  it("accepts allowed_payment_method_types and not the old name", async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: "eur",
      allowed_payment_method_types: ["card"],
    });
    expect(intent.payment_method_types).toEqual(["card"]);
    const old = { amount: 500, currency: "eur", payment_method_types: ["card"] };
    await expect(stripe.paymentIntents.create(old)).rejects.toMatchObject({ code: "parameter_unknown" });
  });

  it("shows a page only the public fields, and only with the client secret", async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: "eur",
      metadata: { secret: "x" },
    });
    const url = `${local.url}/v1/payment_intents/${intent.id}?key=pk_test_local_tests&client_secret=`;
    expect((await fetch(`${url}wrong`)).status).toBe(404);
    const seen = await (await fetch(`${url}${intent.client_secret}`)).json();
    expect(seen.amount).toBe(500);
    expect(seen).not.toHaveProperty("metadata");
  });
});

describe("refunds", () => {
  it("gives money back in parts, up to what was captured", async () => {
    const { id: intent } = await pay("pm_card_visa");
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 500 });
    expect(part).toMatchObject({ status: "succeeded", amount: 500, object: "refund" });
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 1_501 })).rejects.toMatchObject({
      param: "amount",
    });
    await stripe.refunds.create({ payment_intent: intent });
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: "charge_already_refunded",
    });
    const paid = await stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge.refunds"] });
    expect(paid.latest_charge).toMatchObject({
      refunded: true,
      amount_refunded: 2_000,
      refunds: { object: "list" },
    });
  });

  it("lets a pending refund succeed, and a failing one fail, later", async () => {
    const pending = await stripe.refunds.create({ payment_intent: (await pay("pm_card_pendingRefund")).id });
    const failing = await stripe.refunds.create({ payment_intent: (await pay("pm_card_refundFail")).id });
    expect([pending.status, failing.status]).toEqual(["pending", "succeeded"]);
    await local.control("clock", { advance_seconds: 3_600 });
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe("succeeded");
    expect((await stripe.refunds.retrieve(failing.id)).status).toBe("succeeded");
    await local.control("clock", { advance_seconds: 2 * 86_400 });
    expect(await stripe.refunds.retrieve(failing.id)).toMatchObject({ status: "failed" });
    const types = (await stripe.events.list({ limit: 20 })).data.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["refund.updated", "refund.failed"]));
  });
});
