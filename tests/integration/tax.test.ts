import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { confirmFree } from "@/lib/checkout/payment-element/confirm-free.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { env } from "@/lib/config/env";
import { discountRules, orders, paymentConfirmations } from "@/lib/db/schema";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { releaseHold } from "@/lib/inventory/stock.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { insertOrder } from "@/tests/support/store-fixtures";

process.env.STRIPE_TAX = "on";
process.env.STORE_PRICES_INCLUDE_TAX = "off";
const { db } = await testDatabase();
const { stripe, url, payByCard, callsOf, control } = await testStripe();
const { begin, orderOf, token } = paymentShop(db, url);
await stripe.tax.settings.update({ defaults: { tax_behavior: "exclusive" } });

const PARIS = { country: "FR", postalCode: "75002", state: null, city: "Paris", line1: "1 rue de la Paix" };

describe("with Stripe Tax on top of the prices", () => {
  it("the order records the tax that Stripe adds for the address, and matches what was charged", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, 1]]);
    const started = await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const placed = (await recordOf(db, started.orderId)).order;
    expect(placed).toMatchObject({ taxTotal: 0, taxAdded: 0, total: 2490 });

    expect((await payByCard(started.clientSecret)).status).toBe(200);
    expect(await settleOrder(started.orderId)).toBe("paid");
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    const { order } = await recordOf(db, started.orderId);
    // French VAT is 20 %, on the mug and on its delivery.
    expect(order).toMatchObject({
      subtotal: 2000,
      shippingTotal: 490,
      taxTotal: 498,
      taxAdded: 498,
      total: 2988,
    });
    expect(session?.amount_total).toBe(order.total);
  });

  it("the store's own page calculates the tax for the address, and charges exactly that", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    expect(checkout).toMatchObject({ amount: 2490, tax: null, quote: { addsTax: true } });
    const updated = await checkout.does({ kind: "delivery", address: PARIS });
    expect(updated).toMatchObject({
      ok: true,
      checkout: { amount: 2988, tax: { added: 498, included: 0 } },
    });
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    const tokenId = await token({ amount });
    const calls = await callsOf(async () => {
      expect(await checkout.confirm(tokenId, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    });
    expect(calls).toEqual([`GET /v1/confirmation_tokens/${tokenId}`, "POST /v1/payment_intents"]);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 498, total: 2988 });
  });

  it("the store's own page never charges without the tax that is due, nor another address's tax", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const refused = await checkout.pays();
    expect(refused).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 2988 } });
    expect((await orderOf(checkout.orderId)).status).toBe("open");
  });

  it.each([true, false])("a payment without an address does not avoid the tax (rules: %s)", async (rules) => {
    const spy = vi
      .spyOn(await import("@/lib/config/env"), "env")
      .mockReturnValue({ ...env(), PAYMENT_RULES: rules });
    try {
      const [mug] = await stockedVariants(db, stripe, [10]);
      if (!mug) throw new Error("no variant");
      const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
      const swiss = await checkout.does({ kind: "delivery", address: { ...PARIS, country: "CH" } });
      if (!swiss.ok) throw new Error(swiss.code);
      const { amount, signedQuote } = swiss.checkout;
      expect(await checkout.pays({ amount, unaddressed: true }, signedQuote)).toEqual({
        ok: false,
        code: "shipping_address_missing",
      });
      expect(await checkout.pays({ amount }, signedQuote)).toMatchObject({
        code: "quote_changed",
        checkout: { amount: 2988 },
      });
    } finally {
      spy.mockRestore();
    }
  });

  it("Stripe is asked once when there is no tax, and not again when the shopper pays", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const address = { ...PARIS, country: "CH", postalCode: "8001", city: "Zürich" };
    const typed = async () => {
      const updated = await checkout.does({ kind: "delivery", address });
      if (!updated.ok) throw new Error(updated.code);
      return updated.checkout;
    };
    const asked = await callsOf(typed);
    expect(asked).toEqual(["POST /v1/tax/calculations"]);
    expect(await callsOf(typed)).toEqual([]);
    const { amount, signedQuote, tax } = await typed();
    expect(tax).toEqual({ added: 0, included: 0 });
    const tokenId = await token({ amount, country: "CH" });
    const calls = await callsOf(async () => {
      expect(await checkout.confirm(tokenId, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    });
    expect(calls).toEqual([`GET /v1/confirmation_tokens/${tokenId}`, "POST /v1/payment_intents"]);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 0, total: amount });
  });

  it("Stripe can be asked again with the same token, when it did not answer", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const updated = await checkout.does({ kind: "delivery", address: { ...PARIS, line1: null } });
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    const tokenId = await token({ amount });
    await control("/faults", { path: "/v1/tax/calculations", method: "POST", times: 3, kind: "500" });
    const first = await checkout.confirm(tokenId, signedQuote);
    expect(first).toEqual({ ok: false, code: "stripe_unavailable" });
    expect(await checkout.confirm(tokenId, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
  });

  it("Stripe is asked again for another delivery and another address", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    await checkout.does({ kind: "delivery", address: PARIS });
    const express = await callsOf(() => checkout.does({ kind: "delivery", shippingSpeed: "express" }));
    expect(express).toEqual(["POST /v1/tax/calculations"]);
    const elsewhere = { ...PARIS, city: "Lyon", postalCode: "69001" };
    const moved = await callsOf(() => checkout.does({ kind: "delivery", address: elsewhere }));
    expect(moved).toEqual(["POST /v1/tax/calculations"]);
    expect((await orderOf(checkout.orderId)).quote.calculatedTax?.address).toEqual(elsewhere);
  });
});

describe("with Stripe Tax inside the prices", () => {
  beforeAll(async () => {
    await setSettings({ STORE_PRICES_INCLUDE_TAX: true });
    await insertDemoDiscounts(db);
  });

  async function beginWith(pieces = 1) {
    const [mug] = await stockedVariants(db, stripe, [100]);
    if (!mug) throw new Error("no variant");
    return begin(shopperOf(await cartWith(db, [[mug, pieces]])));
  }

  const intentOf = async (orderId: string) => {
    const { data } = await stripe.paymentIntents.list({ limit: 10 });
    return (
      data.find((intent) => intent.metadata.order_id === orderId) ?? expect.fail(`no intent of ${orderId}`)
    );
  };

  it("the store's own page shows the tax in an unchanged total", async () => {
    const checkout = await beginWith();
    expect(checkout).toMatchObject({ amount: 2490, tax: null, quote: { addsTax: false } });
    expect(await checkout.does({ kind: "delivery", address: PARIS })).toMatchObject({
      ok: true,
      checkout: { amount: 2490, tax: { added: 0, included: 333 + 82 } },
    });
  });

  it("a payment does not wait for a tax that changes nothing, and its tax is still recorded", async () => {
    const checkout = await beginWith();
    const tokenId = await token({ amount: checkout.amount });
    const calls = await callsOf(async () => {
      expect(await checkout.confirm(tokenId, checkout.signedQuote)).toMatchObject({
        ok: true,
        status: "succeeded",
      });
    });
    expect(calls).toEqual([
      `GET /v1/confirmation_tokens/${tokenId}`,
      "POST /v1/tax/calculations",
      "POST /v1/payment_intents",
    ]);
    const order = await orderOf(checkout.orderId);
    expect(order).toMatchObject({
      status: "paid",
      taxTotal: 415,
      taxAdded: 0,
      total: 2490,
      quote: { revision: 1 },
    });
    const { hooks } = await intentOf(order.id);
    expect(hooks?.inputs?.tax?.calculation).toBe(order.quote.calculatedTax?.calculation);
  });

  it("the tax is that of the address that is paid with, not of the one typed before", async () => {
    const checkout = await beginWith();
    await checkout.does({ kind: "delivery", address: { ...PARIS, country: "BE", postalCode: "1000" } });
    const moved = await checkout.does({ kind: "delivery", address: { ...PARIS, line1: "2 rue de la Paix" } });
    if (!moved.ok) throw new Error(moved.code);
    const { amount, signedQuote } = moved.checkout;
    expect(await checkout.confirm(await token({ amount }), signedQuote)).toMatchObject({ ok: true });
    const { quote } = await orderOf(checkout.orderId);
    expect(quote.calculatedTax?.address).toEqual(PARIS);
    expect((await intentOf(checkout.orderId)).hooks?.inputs?.tax?.calculation).toBe(
      quote.calculatedTax?.calculation,
    );
  });

  it("a charge whose answer was lost is repeated with the tax of the first try", async () => {
    const checkout = await beginWith();
    const tokenId = await token({ amount: checkout.amount });
    await control("/faults", { path: "/v1/payment_intents", method: "POST", times: 3, kind: "cut_after" });
    expect(await checkout.confirm(tokenId, checkout.signedQuote)).toMatchObject({ ok: false });
    expect(await checkout.confirm(tokenId, checkout.signedQuote)).toMatchObject({
      ok: true,
      status: "succeeded",
    });
    const attempts = await db
      .select()
      .from(paymentConfirmations)
      .where(eq(paymentConfirmations.orderId, checkout.orderId));
    expect(attempts).toMatchObject([{ status: "done", number: 1 }]);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 415, total: 2490 });
  });

  it("Stripe is not asked about an order that costs nothing", async () => {
    const checkout = await beginWith();
    const { orderId, shopper } = checkout;
    const calls = await callsOf(async () => {
      await checkout.types("ALLFREE");
      const told = await checkout.does({ kind: "delivery", address: PARIS });
      if (!told.ok) throw new Error(told.code);
      expect(told.checkout).toMatchObject({ amount: 0, tax: { added: 0, included: 0 } });
      const { signedQuote } = told.checkout;
      const address = { ...PARIS, line2: null };
      const free = { orderId, shopper, signedQuote, email: "ada@example.com", name: "Ada", address };
      expect(await confirmFree(free)).toEqual({ ok: true, orderId });
    });
    expect(calls).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", taxTotal: 0, taxAdded: 0, total: 0 });
  });

  it("a delivery is taxed by itself when the goods are free", async () => {
    const checkout = await beginWith();
    await db.insert(discountRules).values({
      id: "rule_goods_free",
      kind: "promotion_code",
      code: "GOODSFREE",
      name: { en: "Free goods", fr: "Articles offerts" },
      conditions: { benefit: { type: "percent", percent: 100 } },
      combinable: false,
    });
    await checkout.types("GOODSFREE");
    expect(await checkout.does({ kind: "delivery", address: PARIS })).toMatchObject({
      ok: true,
      checkout: { amount: 490, tax: { added: 0, included: 82 } },
    });
  });

  /** An order whose payment has failed, with what its shopper does next. */
  async function failed(surface: "embedded" | "payment") {
    const checkout = await beginWith();
    const { orderId, shopper } = checkout;
    await checkout.does({ kind: "delivery", address: PARIS });
    await db.transaction(async (tx) => {
      await releaseHold(tx, orderId);
      await releaseRedemptions(tx, orderId);
      await tx.update(orders).set({ status: "payment_failed" }).where(eq(orders.id, orderId));
    });
    const again = { shopper, locale: "en" as const, orderId };
    return {
      orderId,
      async paysAgain(agreement?: string) {
        if (surface === "embedded") {
          const started = await startSession({ surface, ...again, agreement });
          if (!started.ok) return started;
          expect((await payByCard(started.clientSecret)).status).toBe(200);
          await settleOrder(orderId);
          return started;
        }
        const started = await startPayment({ ...again, agreement });
        if (!started.ok) return started;
        const told = await checkout.does({ kind: "delivery", address: PARIS });
        if (!told.ok) throw new Error(told.code);
        const tokenId = await token({ amount: told.checkout.amount });
        expect(await checkout.confirm(tokenId, told.checkout.signedQuote)).toMatchObject({ ok: true });
        return started;
      },
    };
  }

  it.each(["embedded", "payment"] as const)(
    "an order that is paid again keeps its tax rule: %s",
    async (surface) => {
      const { orderId, paysAgain } = await failed(surface);
      expect(await paysAgain()).toMatchObject({ ok: true });
      const taxed = { taxTotal: 415, taxAdded: 0, total: 2490 };
      expect(await orderOf(orderId)).toMatchObject({ status: "paid", ...taxed });
    },
  );

  it.each(["embedded", "payment"] as const)(
    "an order that is paid again under another setting follows that, once its shopper has agreed: %s",
    async (surface) => {
      const { orderId, paysAgain } = await failed(surface);
      await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
      const refused = await paysAgain();
      expect(refused).toMatchObject({ ok: false, code: "price_changed", quote: { addsTax: true } });
      expect(await orderOf(orderId)).toMatchObject({ status: "payment_failed", total: 2490 });
      if (refused.ok || refused.code !== "price_changed") throw new Error("nothing to agree to");
      expect(await paysAgain(refused.agreement)).toMatchObject({ ok: true });
      await setSettings({ STORE_PRICES_INCLUDE_TAX: true });
      const taxed = { taxTotal: 498, taxAdded: 498, total: 2988 };
      expect(await orderOf(orderId)).toMatchObject({ status: "paid", ...taxed });
    },
  );
});

describe("the columns of an order", () => {
  it("add up when only the tax on top is recorded, as by an earlier version of the store", async () => {
    const adds = (taxTotal: number, taxAdded: number | null, total: number) =>
      insertOrder(db, { taxTotal, taxAdded, total }).then(
        () => "adds up",
        () => "refused",
      );
    expect(await adds(415, 0, 2490)).toBe("adds up");
    expect(await adds(498, 498, 2988)).toBe("adds up");
    expect(await adds(498, null, 2988)).toBe("adds up");
    expect(await adds(498, null, 2490)).toBe("refused");
    expect(await adds(415, 0, 2905)).toBe("refused");
    expect(await adds(400, 498, 2988)).toBe("refused");
    expect(await adds(0, -10, 2480)).toBe("refused");
  });
});
