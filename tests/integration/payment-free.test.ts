import { beforeAll, describe, expect, it } from "vitest";
import { confirmFree } from "@/lib/checkout/payment/confirm-free.server";
import { discountRules } from "@/lib/db/schema";
import { seedDiscountRules } from "@/lib/discounts/seed-data";
import { currency } from "@/lib/money";
import { settleOrder } from "@/lib/orders/settle.server";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, callsOf } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, orderOf } = paymentShop(db, url);

const ADDRESS = {
  line1: "1 rue de la Paix",
  line2: null,
  city: "Paris",
  state: null,
  postalCode: "75002",
  country: "FR",
};

beforeAll(async () => {
  await db.insert(discountRules).values(seedDiscountRules(currency("eur"), new Date()));
});

async function freeCheckout() {
  const checkout = await begin(await shopperWith(2));
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
  it("is placed without a payment: sold, written about and sent like any other", async () => {
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

  it("is placed once, however often the button is pressed and whoever asks after it", async () => {
    const { places, orderId } = await freeCheckout();
    const results = await Promise.all([places(), places(), places()]);
    expect(results.some((result) => result.ok)).toBe(true);
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await places()).toEqual({ ok: false, code: "not_payable", orderId });
    expect((await recordOf(db, orderId)).jobs).toEqual(["email.order_confirmed", "shipping.request"]);
  });

  it("makes way for a card that was declined before", async () => {
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
    const { eq } = await import("drizzle-orm");
    await db.update(discountRules).set({ active: false }).where(eq(discountRules.id, rule.id));
    const result = await places();
    await db.update(discountRules).set({ active: true }).where(eq(discountRules.id, rule.id));
    expect(result).toMatchObject({ ok: false, code: "quote_changed", checkout: { amount: 4490 } });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("is not sent where the store does not deliver, and not to who does not own it", async () => {
    const { places } = await freeCheckout();
    expect(await places({ address: { ...ADDRESS, country: "BR" } })).toMatchObject({
      code: "shipping_country_refused",
    });
    expect(await places({ shopper: await shopperWith(1) })).toEqual({ ok: false, code: "not_found" });
    const other = await freeCheckout();
    expect(await places({ signedQuote: other.signedQuote })).toMatchObject({ code: "quote_invalid" });
  });
});
