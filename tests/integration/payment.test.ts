import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { env } from "@/lib/config/env";
import { stockHolds } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { recordOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, callsOf } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, token, orderOf } = paymentShop(db, url);
const { charged } = chargesAt(stripe);

const checkoutOf = async (pieces = 2, customer: Parameters<typeof shopperWith>[1] = null) =>
  begin(await shopperWith(pieces, customer));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe("an order on the Payment Element", () => {
  it("exists before any payment, without a call to Stripe", async () => {
    const shopper = await shopperWith(2);
    const calls = await callsOf(async () => {
      const started = await startPayment({ shopper, locale: "en" });
      expect(started).toMatchObject({
        ok: true,
        amount: 4490,
        elements: { mode: "payment", amount: 4490, currency: "eur" },
        resume: null,
      });
    });
    expect(calls).toEqual([]);
  });

  it("is the same when the page is loaded again, and ends when another surface is chosen", async () => {
    const { shopper, orderId } = await checkoutOf();
    expect(await startPayment({ shopper, locale: "en" })).toMatchObject({ ok: true, orderId });
    const embedded = await startSession({ surface: "embedded", shopper, locale: "en" });
    expect(embedded.ok && embedded.orderId).not.toBe(orderId);
    expect((await orderOf(orderId)).status).toBe("canceled");
  });

  it("is paid by one token, for the order's amount, in two calls", async () => {
    const { pays, orderId } = await checkoutOf();
    const calls = await callsOf(async () => {
      expect(await pays()).toMatchObject({ ok: true, status: "succeeded" });
    });
    expect(calls.filter((call) => !call.startsWith("POST /v1/confirmation_tokens"))).toEqual([
      expect.stringMatching(/^GET \/v1\/confirmation_tokens\//),
      "POST /v1/payment_intents",
    ]);
    const { order, told, jobs } = await recordOf(db, orderId);
    expect(order).toMatchObject({
      status: "paid",
      total: 4490,
      email: "ada@example.com",
      shippingAddress: { country: "FR" },
    });
    expect(told).toContain("paid");
    expect(jobs).toEqual(["email.order_confirmed", "shipping.request"]);
  });

  it("is paid in one call when the merchant's rules are off", async () => {
    const settings = { ...env(), PAYMENT_RULES: false };
    const spy = vi.spyOn(await import("@/lib/config/env"), "env").mockReturnValue(settings);
    try {
      const { confirm, amount, signedQuote } = await checkoutOf();
      const tokenId = await token({ amount });
      const calls = await callsOf(() => confirm(tokenId, signedQuote));
      expect(calls).toEqual(["POST /v1/payment_intents"]);
    } finally {
      spy.mockRestore();
    }
  });

  it("is settled once, however many events and pages ask", async () => {
    const { pays, orderId } = await checkoutOf();
    await pays();
    await Promise.all(Array.from({ length: 8 }, () => settleOrder(orderId)));
    expect((await recordOf(db, orderId)).jobs).toEqual(["email.order_confirmed", "shipping.request"]);
  });

  it.each([
    ["4000000000000002", "generic_decline"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000009987", "lost_card"],
    ["4000000000009979", "stolen_card"],
    ["4000000000006975", "card_velocity_exceeded"],
    ["4000000000000069", "expired_card"],
    ["4000000000000127", "incorrect_cvc"],
    ["4000000000000119", "processing_error"],
  ])("lets another card pay after %s was declined", async (number, declineCode) => {
    const { pays, orderId } = await checkoutOf();
    expect(await pays({ number })).toMatchObject({ ok: false, code: "card_declined", declineCode });
    expect((await orderOf(orderId)).status).toBe("open");
    expect(await pays()).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(orderId)).toBe(4490);
  });

  it("waits for the bank, and can be continued after the page was closed", async () => {
    const { pays, shopper, orderId } = await checkoutOf();
    const result = await pays({ number: "4000002760003184" });
    expect(result).toMatchObject({ ok: true, status: "requires_action" });
    expect((await orderOf(orderId)).status).toBe("open");
    const again = await startPayment({ shopper, locale: "en" });
    const clientSecret = result.ok ? result.clientSecret : "";
    expect(again).toMatchObject({ ok: true, orderId, resume: { clientSecret } });
    // The shopper gives up on the bank's page and takes another card.
    expect(await pays()).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(orderId)).toBe(4490);
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("is processing while a debit is under way", async () => {
    const { pays, orderId } = await checkoutOf();
    const result = await pays({ iban: IBANS.success });
    expect(result).toMatchObject({ ok: true, status: "processing" });
    expect((await orderOf(orderId)).status).toBe("processing");
    if (result.ok) await control(`/payment_intents/${result.paymentIntentId}/settle`);
    expect(await settleOrder(orderId)).toBe("paid");
  });

  it("has failed when the debit fails days later, and can be paid again", async () => {
    const { pays, orderId, shopper } = await checkoutOf();
    const result = await pays({ iban: IBANS.fails });
    if (result.ok) await control(`/payment_intents/${result.paymentIntentId}/fail`);
    expect(await settleOrder(orderId)).toBe("payment_failed");
    const again = await startPayment({ shopper, locale: "en", orderId });
    if (!again.ok) throw new Error(again.code);
    const tokenId = await token({ amount: again.amount });
    expect(await confirmPayment({ orderId, tokenId, shopper })).toMatchObject({ ok: true });
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("follows discounts, delivery and country, without a call to Stripe", async () => {
    const { types, does, orderId } = await checkoutOf(3);
    const calls = await callsOf(async () => {
      expect(await types("TENOFF")).toMatchObject({ ok: true, checkout: { amount: 6000 - 600 + 490 } });
      expect(await types("BYGONE")).toMatchObject({ ok: false, code: "expired" });
      expect(await does({ kind: "delivery", shippingSpeed: "express" })).toMatchObject({
        ok: true,
        checkout: { amount: 6000 - 600 + 990, shippingSpeed: "express" },
      });
      const address = { country: "CA", postalCode: null, state: null, city: null, line1: null };
      expect(await does({ kind: "delivery", address })).toMatchObject({
        ok: true,
        checkout: { amount: 6000 - 600 - 300 + 3200 },
      });
      expect(await does({ kind: "delivery", address: { ...address, country: "BR" } })).toMatchObject({
        ok: false,
        code: "not_served",
      });
      expect(await does({ kind: "remove" })).toMatchObject({
        ok: true,
        checkout: { amount: 6000 - 300 + 3200 },
      });
    });
    expect(calls).toEqual([]);
    expect((await orderOf(orderId)).total).toBe(8900);
  });

  it("pays the discounted amount with the members' discount", async () => {
    const checkout = await checkoutOf(2, gold);
    const updated = await checkout.does({ kind: "loyalty" });
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    expect(amount).toBe(4000 - 600 + 490);
    expect(await checkout.pays({ amount }, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    expect(await orderOf(checkout.orderId)).toMatchObject({
      status: "paid",
      total: 3890,
      discountTotal: 600,
    });
  });

  it("is not charged more than the page showed: the shopper agrees to a new total first", async () => {
    const checkout = await checkoutOf(3);
    await checkout.types("TENOFF");
    const result = await checkout.pays();
    expect(result).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 5890 } });
    expect(await charged(checkout.orderId)).toBe(0);
    if (!("checkout" in result)) throw new Error("no new state");
    const { amount, signedQuote } = result.checkout;
    expect(await checkout.pays({ amount }, signedQuote)).toMatchObject({ ok: true });
    expect(await charged(checkout.orderId)).toBe(5890);
  });

  it("asks again when the delivery is to another country than the quote's", async () => {
    const checkout = await checkoutOf(2);
    const result = await checkout.pays({ country: "CA" });
    expect(result).toMatchObject({
      ok: false,
      code: "quote_changed",
      checkout: { amount: 4000 - 200 + 1490 },
    });
    expect(await charged(checkout.orderId)).toBe(0);
  });

  it("can't be paid without a delivery address", async () => {
    const { pays, orderId } = await checkoutOf();
    expect(await pays({ unaddressed: true })).toEqual({ ok: false, code: "shipping_address_missing" });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("holds its goods again when it is paid, for as long as the bank may ask the shopper", async () => {
    const { pays, orderId } = await checkoutOf();
    const ranOut = new Date(Date.now() - 1000);
    await db.update(stockHolds).set({ expiresAt: ranOut }).where(eq(stockHolds.orderId, orderId));
    expect(await pays({ number: "4000002760003184" })).toMatchObject({ ok: true, status: "requires_action" });
    const [hold] = await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId));
    expect(hold?.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("can't be paid for a country that the store does not serve", async () => {
    const { pays } = await checkoutOf();
    expect(await pays({ country: "BR" })).toMatchObject({ ok: false, code: "shipping_country_refused" });
  });
});

describe("business rules on the card", () => {
  it("refuse countries and types of card that the merchant does not accept", async () => {
    const settings = {
      ...env(),
      PAYMENT_REFUSED_CARD_COUNTRIES: ["BR"],
      PAYMENT_REFUSED_CARD_FUNDING: ["prepaid"],
    };
    const spy = vi.spyOn(await import("@/lib/config/env"), "env").mockReturnValue(settings);
    try {
      const { pays, orderId } = await checkoutOf();
      expect(await pays({ number: "4000000760000002" })).toMatchObject({ code: "card_country_refused" });
      expect(await pays({ number: "5105105105105100" })).toMatchObject({ code: "card_funding_refused" });
      expect(await charged(orderId)).toBe(0);
      expect(await pays()).toMatchObject({ ok: true });
    } finally {
      spy.mockRestore();
    }
  });

  it("give the welcome discount once per card, whoever holds it", async () => {
    const number = "4000002500000003";
    const first = await checkoutOf(3);
    const updated = await first.types("WELCOME");
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    expect(amount).toBe(6000 - 1200 + 490);
    expect(await first.pays({ number, amount }, signedQuote)).toMatchObject({ ok: true });

    const second = await checkoutOf(3);
    const also = await second.types("WELCOME");
    if (!also.ok) throw new Error(also.code);
    expect(await second.pays({ number, amount }, also.checkout.signedQuote)).toMatchObject({
      ok: false,
      code: "discount_used_on_card",
    });
    expect(await second.pays({ amount }, also.checkout.signedQuote)).toMatchObject({ ok: true });
  });
});
