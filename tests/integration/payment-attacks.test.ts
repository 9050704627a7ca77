import { beforeAll, describe, expect, it, vi } from "vitest";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { signQuote } from "@/lib/checkout/payment-element/signed-quote";
import { env } from "@/lib/config/env";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, control, answerBank, confirmAgain } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, token, orderOf } = paymentShop(db, url);
const { charged } = chargesAt(stripe);

async function withSettings(change: Partial<ReturnType<typeof env>>, work: () => Promise<void>) {
  const spy = vi.spyOn(await import("@/lib/config/env"), "env").mockReturnValue({ ...env(), ...change });
  await work().finally(() => spy.mockRestore());
}

const checkoutOf = async (pieces = 2, customer: Parameters<typeof shopperWith>[1] = null) =>
  begin(await shopperWith(pieces, customer));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe("a client secret", () => {
  it("does not let another card pay without the rules, after the bank has refused the card that was checked", async () => {
    await withSettings({ PAYMENT_REFUSED_CARD_FUNDING: ["prepaid"] }, async () => {
      const checkout = await checkoutOf();
      const { orderId } = checkout;
      const asked = await checkout.pays({ number: "4000002760003184" });
      if (!asked.ok) throw new Error(asked.code);
      await answerBank(await stripe.paymentIntents.retrieve(asked.paymentIntentId), "fail");
      await settleOrder(orderId);
      const anew = await confirmAgain(asked.clientSecret, "5105105105105100");
      expect(anew).toMatchObject({ status: 200, body: { status: "succeeded" } });
      expect(await settleOrder(orderId)).toBe("needs_attention");
      const [last] = (await recordOf(db, orderId)).timeline.slice(-1);
      expect(last?.detail).toMatchObject({ reason: "method_mismatch" });
    });
  });
});

describe("somebody else's", () => {
  it("order gets the answer for a missing one", async () => {
    const { orderId } = await checkoutOf();
    const stranger = await shopperWith(1);
    const tokenId = await token({ amount: 4490 });
    expect(await confirmPayment({ orderId, tokenId, shopper: stranger })).toEqual({
      ok: false,
      code: "not_found",
    });
  });

  it("quote, an invented one and an old one pay nothing", async () => {
    const checkout = await checkoutOf();
    const other = await checkoutOf();
    expect(await checkout.pays({}, other.signedQuote)).toMatchObject({ ok: false, code: "quote_invalid" });
    expect(await checkout.pays({}, "e30.c2lnbmVk")).toMatchObject({ ok: false, code: "quote_invalid" });
    const { orderId, amount } = checkout;
    const cartId = checkout.shopper.cartId ?? other.shopper.cartId;
    if (!cartId) throw new Error("no cart");
    const ticket = { orderId, cartId, revision: 1, amount, currency: "eur" };
    const old = signQuote(ticket, env().CART_SECRET, Date.now() - 31 * 60_000);
    expect(await checkout.pays({}, old)).toMatchObject({ ok: false, code: "quote_expired" });
    expect(await charged(orderId)).toBe(0);
  });

  it("token, or a used one, pays nothing", async () => {
    const checkout = await checkoutOf();
    const other = await checkoutOf();
    const id = await token({ amount: checkout.amount });
    expect(await checkout.confirm(id)).toMatchObject({ ok: true });
    expect(await other.confirm(id)).toEqual({ ok: false, code: "token_used" });
    expect(await charged(other.orderId)).toBe(0);
  });

  it("token for another amount is refused by Stripe, because the page and the intent disagree", async () => {
    const checkout = await checkoutOf();
    expect(await checkout.pays({ amount: 100 })).toMatchObject({
      ok: false,
      code: "quote_changed",
      checkout: { amount: 4490 },
    });
    expect(await charged(checkout.orderId)).toBe(0);
    expect((await orderOf(checkout.orderId)).status).toBe("open");
  });

  it.each([true, false])("expired token is reported, and another one pays (rules: %s)", async (rules) => {
    await withSettings({ PAYMENT_RULES: rules }, async () => {
      const checkout = await checkoutOf();
      const id = await token({ amount: checkout.amount });
      await control("/clock", { advance_seconds: 43_300 });
      const result = await checkout.confirm(id);
      await control("/clock", { now: Math.floor(Date.now() / 1000) });
      expect(result).toEqual({ ok: false, code: "token_expired" });
      expect(await charged(checkout.orderId)).toBe(0);
      expect(await checkout.pays()).toMatchObject({ ok: true });
    });
  });

  it.each([true, false])(
    "token that was used outside of the store pays nothing (rules: %s)",
    async (rules) => {
      await withSettings({ PAYMENT_RULES: rules }, async () => {
        const checkout = await checkoutOf();
        const id = await token({ amount: checkout.amount });
        await stripe.paymentIntents.create({
          amount: checkout.amount,
          currency: "eur",
          confirm: true,
          confirmation_token: id,
          automatic_payment_methods: { enabled: true },
          return_url: "http://localhost:3000/checkout/complete",
        });
        expect(await checkout.confirm(id)).toEqual({ ok: false, code: "token_used" });
        expect(await charged(checkout.orderId)).toBe(0);
      });
    },
  );

  it.each([true, false])("token that does not exist is not an outage (rules: %s)", async (rules) => {
    await withSettings({ PAYMENT_RULES: rules }, async () => {
      const checkout = await checkoutOf();
      const result = await checkout.confirm(`ctoken_madeUp${rules}`);
      expect(result).toEqual({ ok: false, code: "token_mismatched" });
      expect(await checkout.pays()).toMatchObject({ ok: true });
    });
  });
});
