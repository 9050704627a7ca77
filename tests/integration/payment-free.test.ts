import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { confirmFree } from "@/lib/checkout/payment-element/confirm-free.server";
import { discountRules, paymentConfirmations } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, callsOf, control } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, orderOf } = paymentShop(db, url);
const { charged } = chargesAt(stripe);

const ADDRESS = {
  line1: "1 rue de la Paix",
  line2: null,
  city: "Paris",
  state: null,
  postalCode: "75002",
  country: "FR",
};

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

const freeCheckout = async () => madeFree(await begin(await shopperWith(2)));

async function madeFree(checkout: Awaited<ReturnType<typeof begin>>) {
  const { orderId, shopper } = checkout;
  const updated = await checkout.types("ALLFREE");
  if (!updated.ok) throw new Error(updated.code);
  expect(updated.checkout.amount).toBe(0);
  const places = (changes: Partial<Parameters<typeof confirmFree>[0]> = {}) =>
    confirmFree({
      orderId,
      shopper,
      signedQuote: updated.checkout.signedQuote,
      email: "ada@example.com",
      name: "Ada Lovelace",
      address: ADDRESS,
      ...changes,
    });
  return { ...checkout, places };
}

describe("an order that costs nothing", () => {
  it("is placed without a payment, and sold, confirmed and sent like any other", async () => {
    const { places, orderId } = await freeCheckout();
    const calls = await callsOf(async () => {
      expect(await places()).toEqual({ ok: true, orderId });
    });
    expect(calls).toEqual([]);
    const { order, jobs } = await recordOf(db, orderId);
    expect(order).toMatchObject({
      status: "paid",
      total: 0,
      email: "ada@example.com",
      shippingName: "Ada Lovelace",
      shippingAddress: ADDRESS,
    });
    expect(jobs).toEqual(["email.order_confirmed", "shipping.request"]);
  });

  it("is placed once, however often the button is pressed and whoever asks about it", async () => {
    const { places, orderId } = await freeCheckout();
    const results = await Promise.all([places(), places(), places()]);
    expect(results.some((result) => result.ok)).toBe(true);
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await places()).toEqual({ ok: false, code: "not_payable", orderId });
    expect((await recordOf(db, orderId)).jobs).toEqual(["email.order_confirmed", "shipping.request"]);
  });

  it("replaces a card payment that was declined before", async () => {
    const checkout = await begin(await shopperWith(2));
    await checkout.pays({ number: "4000000000000002" });
    const updated = await checkout.types("ALLFREE");
    if (!updated.ok) throw new Error(updated.code);
    const { orderId, shopper } = checkout;
    const { signedQuote } = updated.checkout;
    const order = { email: "ada@example.com", name: "Ada Lovelace", address: ADDRESS };
    expect(await confirmFree({ orderId, shopper, signedQuote, ...order })).toEqual({ ok: true, orderId });
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("is not placed while something is left to pay", async () => {
    const { places, does, orderId, signedQuote } = await freeCheckout();
    await does({ kind: "remove" });
    expect(await places()).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 4490 } });
    expect(await places({ signedQuote })).toMatchObject({ ok: false, code: "quote_changed" });
    expect(await places({ signedQuote: undefined })).toMatchObject({ ok: false, code: "not_payable" });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("is not placed once its discount has ended", async () => {
    const { places, orderId } = await freeCheckout();
    const rule = { id: "rule_code_allfree" };
    await db.update(discountRules).set({ active: false }).where(eq(discountRules.id, rule.id));
    const result = await places();
    await db.update(discountRules).set({ active: true }).where(eq(discountRules.id, rule.id));
    expect(result).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 4490 } });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("is not sent to an address that lacks what its country needs", async () => {
    const { places, orderId } = await freeCheckout();
    expect(await places({ address: { ...ADDRESS, country: "US", postalCode: "95014" } })).toEqual({
      ok: false,
      code: "shipping_address_incomplete",
      country: "US",
      problems: { state: "required" },
    });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("is not sent to a country that the store does not serve, and not placed by another shopper", async () => {
    const { places } = await freeCheckout();
    expect(await places({ address: { ...ADDRESS, country: "BR" } })).toMatchObject({
      code: "shipping_country_refused",
    });
    expect(await places({ shopper: await shopperWith(1) })).toEqual({ ok: false, code: "not_found" });
    const other = await freeCheckout();
    expect(await places({ signedQuote: other.signedQuote })).toMatchObject({ code: "quote_invalid" });
  });
});

describe("a card and a free order", () => {
  const losesAnswer = (kind: "cut_before" | "cut_after") =>
    control("/faults", { path: "/v1/payment_intents", method: "POST", times: 3, kind });

  it("never both take the order: while it is placed it can't be changed or paid", async () => {
    const { places, does, pays, orderId } = await freeCheckout();
    const meanwhile = vi
      .spyOn(await import("@/lib/orders/attempts/end-earlier.server"), "endEarlierAttempts")
      .mockImplementationOnce(async () => {
        expect(await does({ kind: "remove" })).toMatchObject({ code: "payment_in_progress" });
        expect(await pays()).toMatchObject({ code: "payment_in_progress" });
        return false;
      });
    expect(await places()).toEqual({ ok: true, orderId });
    meanwhile.mockRestore();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", total: 0 });
    expect(await charged(orderId)).toBe(0);
  });

  it("leave the order to the process that took it over when placing it took too long", async () => {
    const { places, orderId } = await freeCheckout();
    const meanwhile = vi
      .spyOn(await import("@/lib/orders/attempts/end-earlier.server"), "endEarlierAttempts")
      .mockImplementationOnce(async () => {
        await db
          .update(paymentConfirmations)
          .set({ runsUntil: new Date(Date.now() - 1000) })
          .where(eq(paymentConfirmations.orderId, orderId));
        return false;
      });
    expect(await places()).toEqual({ ok: false, code: "payment_in_progress", orderId });
    meanwhile.mockRestore();
    expect((await orderOf(orderId)).status).toBe("open");
    expect(await places()).toEqual({ ok: true, orderId });
  });

  it("at the same moment never both take it", async () => {
    const rounds = Array.from({ length: 4 }, async () => {
      const { places, does, pays, orderId } = await freeCheckout();
      const byCard = async () => {
        const updated = await does({ kind: "remove" });
        if (!updated.ok) return;
        await pays({ amount: updated.checkout.amount }, updated.checkout.signedQuote);
      };
      await Promise.all([places(), byCard()]);
      const { status, total } = await orderOf(orderId);
      return { status, total, charged: await charged(orderId) };
    });
    for (const round of await Promise.all(rounds)) {
      expect([
        { status: "paid", total: 0, charged: 0 },
        { status: "paid", total: 4490, charged: 4490 },
        // Each was in the other's way: the shopper presses once more.
        { status: "open", total: 4490, charged: 0 },
      ]).toContainEqual(round);
    }
  });

  it("find out about a lost payment before the free order is placed: it was paid", async () => {
    const checkout = await begin(await shopperWith(2));
    await losesAnswer("cut_after");
    expect(await checkout.pays()).toMatchObject({ ok: false, code: "payment_unknown" });
    const { orderId } = checkout;
    const { places } = await madeFree(checkout);
    expect(await places()).toEqual({ ok: false, code: "not_payable", orderId });
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", total: 4490 });
    expect(await charged(orderId)).toBe(4490);
  });

  it("find out about a lost payment before the free order is placed: it was not", async () => {
    const checkout = await begin(await shopperWith(2));
    await losesAnswer("cut_before");
    expect(await checkout.pays()).toMatchObject({ ok: false, code: "payment_unknown" });
    const { orderId } = checkout;
    const { places } = await madeFree(checkout);
    expect(await places()).toEqual({ ok: true, orderId });
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", total: 0 });
    expect(await charged(orderId)).toBe(0);
  });
});
