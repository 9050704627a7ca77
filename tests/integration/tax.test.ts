import { describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/checkout/start-session.server";
import { env } from "@/lib/env";
import { settleOrder } from "@/lib/orders/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

process.env.STRIPE_TAX = "on";
const { db } = await testDatabase();
const { stripe, url, payByCard, callsOf, control } = await testStripe();
const { begin, orderOf, token } = paymentShop(db, url);
await stripe.tax.settings.update({ defaults: { tax_behavior: "exclusive" } });

const PARIS = { country: "FR", postalCode: "75002", state: null, city: "Paris", line1: "1 rue de la Paix" };

describe("with Stripe Tax", () => {
  it("the order takes the tax that Stripe adds for the address, and agrees with what was charged", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, 1]]);
    const started = await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });
    if (!started.ok) throw new Error(started.code);
    expect((await recordOf(db, started.orderId)).order).toMatchObject({ taxTotal: 0, total: 2490 });

    expect((await payByCard(started.clientSecret)).status).toBe(200);
    expect(await settleOrder(started.orderId)).toBe("paid");
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    const { order } = await recordOf(db, started.orderId);
    // French VAT is 20 %, on the mug and on its delivery.
    expect(order).toMatchObject({ subtotal: 2000, shippingTotal: 490, taxTotal: 498, total: 2988 });
    expect(session?.amount_total).toBe(order.total);
  });

  it("our own page works the tax out for the address, and charges just that", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    expect(checkout).toMatchObject({ amount: 2490, taxAmount: 0 });
    const updated = await checkout.does({ kind: "delivery", address: PARIS });
    expect(updated).toMatchObject({ ok: true, checkout: { amount: 2988, taxAmount: 498 } });
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    const tokenId = await token({ amount });
    const calls = await callsOf(async () => {
      expect(await checkout.confirm(tokenId, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    });
    expect(calls).toEqual([`GET /v1/confirmation_tokens/${tokenId}`, "POST /v1/payment_intents"]);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 498, total: 2988 });
  });

  it("our own page never charges without the tax that is due, nor that of another address", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const refused = await checkout.pays();
    expect(refused).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 2988 } });
    expect((await orderOf(checkout.orderId)).status).toBe("open");
  });

  it.each([true, false])("is not escaped by a payment without an address (rules: %s)", async (rules) => {
    const spy = vi
      .spyOn(await import("@/lib/env"), "env")
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

  it("is asked once where there is none, and not again when the shopper pays", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const checkout = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    const address = { ...PARIS, country: "CH" };
    const typed = async () => {
      const updated = await checkout.does({ kind: "delivery", address });
      if (!updated.ok) throw new Error(updated.code);
      return updated.checkout;
    };
    const asked = await callsOf(typed);
    expect(asked).toEqual(["POST /v1/tax/calculations"]);
    expect(await callsOf(typed)).toEqual([]);
    const { amount, signedQuote, taxAmount } = await typed();
    expect(taxAmount).toBe(0);
    const tokenId = await token({ amount, country: "CH" });
    const calls = await callsOf(async () => {
      expect(await checkout.confirm(tokenId, signedQuote)).toMatchObject({ ok: true, status: "succeeded" });
    });
    expect(calls).toEqual([`GET /v1/confirmation_tokens/${tokenId}`, "POST /v1/payment_intents"]);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", taxTotal: 0, total: amount });
  });

  it("can be asked again with the same token, when Stripe did not answer", async () => {
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

  it("is asked again for another delivery and another address", async () => {
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
