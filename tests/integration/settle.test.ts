import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { CartId, OrderId, SessionId } from "@/lib/base/ids";
import { cartLines, orders, paymentAttempts, variants } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { settleReturned } from "@/lib/orders/views/returned.server";
import { catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { sweepInbox } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { CARDS, IBANS, testStripe } from "@/tests/support/local-stripe";
import { cartWith, onHand, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, control, payByCard, payBySepa, eventsOf } = await testStripe();

async function checkout(cartId: CartId, orderId?: OrderId) {
  const started = await startSession({
    surface: "embedded",
    shopper: shopperOf(cartId),
    locale: "en",
    orderId,
  });
  if (!started.ok) throw new Error(`the checkout was refused: ${started.code}`);
  return { ...started, sessionId: (started.clientSecret.split("_secret_")[0] ?? "") as SessionId };
}

async function shopperAtCheckout(quantity = 2, stock = 10) {
  const [mug] = await stockedVariants(db, stripe, [stock]);
  if (!mug) throw new Error("no variant");
  const cartId = await cartWith(db, [[mug, quantity]]);
  return { mug, cartId, ...(await checkout(cartId)) };
}

const cartOf = (cartId: CartId) => db.select().from(cartLines).where(eq(cartLines.cartId, cartId));

describe("a paid session", () => {
  it("makes a paid order: stock sold, cart emptied, e-mail and shipment requested", async () => {
    const { mug, cartId, clientSecret, orderId } = await shopperAtCheckout(2, 10);
    expect((await payByCard(clientSecret)).status).toBe(200);
    expect(await settleOrder(orderId)).toBe("paid");

    const { order, told, jobs, holds } = await recordOf(db, orderId);
    expect(order).toMatchObject({
      status: "paid",
      subtotal: 4000,
      shippingTotal: 490,
      shippingOption: "standard",
      taxTotal: 0,
      total: 4490,
      email: "ada@example.com",
      shippingName: "Ada Lovelace",
      shippingAddress: { city: "Paris", postalCode: "75002", country: "FR" },
    });
    expect(told).toEqual(["placed", "payment_started", "paid"]);
    expect(jobs).toEqual(["email.order_confirmed", "shipping.request"]);
    expect(holds).toEqual(["sold"]);
    expect(await onHand(db, mug)).toBe(8);
    expect(await cartOf(cartId)).toEqual([]);
  });

  it("tells the merchant about the card, its risk and Stripe's fee, without a call of its own", async () => {
    const { clientSecret, orderId } = await shopperAtCheckout();
    await payByCard(clientSecret);
    await settleOrder(orderId);
    const [attempt] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId));
    expect(attempt?.chargeId).toMatch(/^ch_/);
    // 1.5 % of 44.90, and 25 cents.
    expect(attempt?.charge).toMatchObject({
      ...{ method: "card", brand: "visa", last4: "4242", riskLevel: "normal", riskScore: 12 },
      ...{ threeDSecure: null, wallet: null, fee: { amount: 92, currency: "eur" } },
    });
  });

  it("has one effect, however many requests and events report it at once", async () => {
    const { mug, cartId, clientSecret, orderId, sessionId } = await shopperAtCheckout(1, 10);
    await payByCard(clientSecret);
    const events = await eventsOf(orderId);
    expect(events.map((event) => event.type)).toContain("checkout.session.completed");
    await Promise.all([
      ...Array.from({ length: 5 }, () => settleOrder(orderId)),
      ...Array.from({ length: 5 }, () => settleReturned(sessionId, shopperOf(cartId))),
      ...[...events, ...events].map((event) => receiveEvent(event)),
    ]);
    const { told, jobs } = await recordOf(db, orderId);
    expect(told).toEqual(["placed", "payment_started", "paid"]);
    expect(jobs).toEqual(["email.order_confirmed", "shipping.request"]);
    expect(await onHand(db, mug)).toBe(9);
  });

  it("leads to the same order in whatever order its events come", async () => {
    for (const direction of ["as sent", "reversed"]) {
      const { clientSecret, orderId } = await shopperAtCheckout();
      await payByCard(clientSecret);
      const events = await eventsOf(orderId);
      for (const event of direction === "reversed" ? events.reverse() : events) await receiveEvent(event);
      const { order, told } = await recordOf(db, orderId);
      expect(order.status).toBe("paid");
      expect(told).toEqual(["placed", "payment_started", "paid"]);
    }
  });

  it("leaves in the cart what was added while paying", async () => {
    const { mug, cartId, clientSecret, orderId } = await shopperAtCheckout(2, 10);
    await db.update(cartLines).set({ quantity: 5 }).where(eq(cartLines.cartId, cartId));
    await payByCard(clientSecret);
    await settleOrder(orderId);
    expect(await cartOf(cartId)).toMatchObject([{ variantId: mug, quantity: 3 }]);
  });

  it("that does not match the quote needs a person, and nothing is shipped", async () => {
    const { clientSecret, orderId } = await shopperAtCheckout();
    const [row] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!row) throw new Error("no order");
    const quote = { ...row.quote, subtotal: 3000, total: 3490 };
    await db.update(orders).set({ quote, subtotal: 3000, total: 3490 }).where(eq(orders.id, orderId));
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("needs_attention");
    const { jobs, told } = await recordOf(db, orderId);
    expect(jobs).toEqual([]);
    expect(told.at(-1)).toBe("needs_attention");
  });

  it("for goods that are sold out needs a person", async () => {
    const { mug, clientSecret, orderId } = await shopperAtCheckout(2, 2);
    await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, mug));
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("needs_attention");
    expect(await onHand(db, mug)).toBe(1);
  });

  it("is found without any webhook: by the return page", async () => {
    const { cartId, clientSecret, sessionId, orderId } = await shopperAtCheckout();
    await payByCard(clientSecret);
    expect(await settleReturned(sessionId, shopperOf(cartId))).toEqual({ kind: "order", orderId });
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("is found without webhook and return page: by Stripe's event list", async () => {
    const { clientSecret, orderId } = await shopperAtCheckout();
    await payByCard(clientSecret);
    expect((await catchUpOnEvents("payments")).found).toBeGreaterThan(0);
    await sweepInbox("payments");
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
    expect(await catchUpOnEvents("payments")).toEqual({ found: 0, behindSeconds: 0 });
  });

  it("is shown to its own shopper only", async () => {
    const { sessionId, clientSecret } = await shopperAtCheckout();
    await payByCard(clientSecret);
    const stranger = await cartWith(db, []);
    const elsewhere = { kind: "elsewhere", payment: "made", mailed: true };
    expect(await settleReturned(sessionId, shopperOf(stranger))).toEqual(elsewhere);
    expect(await settleReturned(sessionId, shopperOf(null))).toEqual(elsewhere);
    expect(await settleReturned("cs_test_none" as SessionId, shopperOf(stranger))).toEqual({
      kind: "unknown",
    });
  });
});

describe("a declined card", () => {
  it("leaves the order open, its stock held and the session payable", async () => {
    const { clientSecret, orderId } = await shopperAtCheckout();
    const declined = await payByCard(clientSecret, CARDS.declined);
    expect(declined).toMatchObject({ status: 402, body: { error: { code: "card_declined" } } });
    for (const event of await eventsOf(orderId)) await receiveEvent(event);
    expect(await recordOf(db, orderId)).toMatchObject({ order: { status: "open" }, holds: ["held"] });
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
  });
});

describe("a delayed payment", () => {
  it("holds the goods while it is under way, then is paid", async () => {
    const { mug, clientSecret, orderId } = await shopperAtCheckout(2, 2);
    await payBySepa(clientSecret);
    expect(await settleOrder(orderId)).toBe("processing");
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 0]]));
    expect(await recordOf(db, orderId)).toMatchObject({ jobs: ["email.payment_processing"] });

    const session = await stripe.checkout.sessions.list({ limit: 1 });
    await control(`/payment_intents/${session.data[0]?.payment_intent}/settle`);
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await onHand(db, mug)).toBe(0);
  });

  it("that fails releases the goods, and the order can be paid again", async () => {
    const { mug, cartId, clientSecret, orderId } = await shopperAtCheckout(2, 2);
    await payBySepa(clientSecret, IBANS.fails);
    await settleOrder(orderId);
    const session = await stripe.checkout.sessions.list({ limit: 1 });
    await control(`/payment_intents/${session.data[0]?.payment_intent}/fail`);
    expect(await settleOrder(orderId)).toBe("payment_failed");
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 2]]));
    expect(await cartOf(cartId)).toEqual([]);

    const again = await checkout(cartId, orderId);
    expect(again.orderId).toBe(orderId);
    await payByCard(again.clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
    const { told, jobs } = await recordOf(db, orderId);
    expect(told).toEqual([
      "placed",
      "payment_started",
      "payment_processing",
      "payment_failed",
      "payment_retried",
      "payment_started",
      "paid",
    ]);
    expect(jobs).toContain("email.payment_failed");
  });
});

describe("an expired session", () => {
  it("releases the goods and keeps the cart", async () => {
    const { mug, cartId, sessionId, orderId } = await shopperAtCheckout(2, 2);
    await control(`/checkout/sessions/${sessionId}/expire`);
    for (const event of await eventsOf(orderId)) await receiveEvent(event);
    expect(await recordOf(db, orderId)).toMatchObject({ order: { status: "expired" }, holds: ["released"] });
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 2]]));
    expect(await cartOf(cartId)).toHaveLength(1);
  });
});

describe("a refund in Stripe's dashboard", () => {
  it("is shown on the order, in part and then in full", async () => {
    const { clientSecret, orderId } = await shopperAtCheckout(1, 10);
    await payByCard(clientSecret);
    await settleOrder(orderId);
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    const payment_intent = String(session?.payment_intent);
    await stripe.refunds.create({ payment_intent, amount: 500 });
    for (const event of await eventsOf(orderId)) await receiveEvent(event);
    expect((await recordOf(db, orderId)).order).toMatchObject({
      status: "partially_refunded",
      amountRefunded: 500,
    });
    await stripe.refunds.create({ payment_intent });
    for (const event of await eventsOf(orderId)) await receiveEvent(event);
    expect((await recordOf(db, orderId)).order).toMatchObject({ status: "refunded", amountRefunded: 2490 });
  });
});
