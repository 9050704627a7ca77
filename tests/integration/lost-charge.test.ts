import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import { findPaymentOutcome } from "@/lib/checkout/core/payment-outcome.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { cartLines, paymentConfirmations, stockHolds } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { closeWithoutIntent } from "@/lib/orders/charges/charge-result.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { resolveLostCharges } from "@/lib/orders/rounds/resolve-lost-charges.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, payByCard, payBySepa } = await testStripe();
const { begin, token, orderOf } = paymentShop(db, url);
const { charged } = chargesAt(stripe);

/** Every try of so many calls that make a payment: the SDK makes three of each. */
const cuts = (calls: number, kind: "cut_before" | "cut_after") =>
  control("/faults", { path: "/v1/payment_intents", method: "POST", times: calls * 3, kind });

async function shopperAtPayment(stock = 10) {
  const [mug] = await stockedVariants(db, stripe, [stock]);
  if (!mug) throw new Error("no variant");
  const cartId = await cartWith(db, [[mug, 2]]);
  const shopper = shopperOf(cartId);
  return { mug, cartId, ...(await begin(shopper)) };
}

/** The shopper has left the page, and some time has gone by. */
const laterFor = (orderId: OrderId) =>
  db
    .update(paymentConfirmations)
    .set({ runsUntil: new Date(Date.now() - 60_000) })
    .where(eq(paymentConfirmations.orderId, orderId));

const holdRanOut = (orderId: OrderId) =>
  db
    .update(stockHolds)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(stockHolds.orderId, orderId));

describe("a payment whose answer is lost again and again", () => {
  it("is unknown, and no page says that nothing was charged, until Stripe says that it was", async () => {
    const { orderId, shopper, pays } = await shopperAtPayment();
    await cuts(2, "cut_after");
    expect(await pays()).toEqual({ ok: false, code: "payment_unknown", orderId });
    expect(await findPaymentOutcome(orderId, shopper)).toBe("unknown");
    expect(await getOwnOrder(orderId, shopper)).toMatchObject({
      status: "open",
      paymentUnknown: true,
      payable: false,
    });
    expect(await findPaymentOutcome(orderId, shopper)).toBe("paid");
    expect(await charged(orderId)).toBe(4490);
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("that never reached Stripe was not charged, and can't be any more", async () => {
    const { orderId, shopper, confirm, amount, pays } = await shopperAtPayment();
    const id = await token({ amount });
    await cuts(2, "cut_before");
    expect(await confirm(id)).toMatchObject({ code: "payment_unknown" });
    expect(await findPaymentOutcome(orderId, shopper)).toBe("unknown");
    expect(await findPaymentOutcome(orderId, shopper)).toBe("not_charged");
    expect(await getOwnOrder(orderId, shopper)).toMatchObject({ paymentUnknown: false, payable: true });
    expect(await confirm(id)).toEqual({ ok: false, code: "token_used" });
    expect(await charged(orderId)).toBe(0);
    expect(await pays()).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(orderId)).toBe(4490);
  });

  it("is shown to its page at once when an event has settled the order before", async () => {
    const { orderId, confirm, amount } = await shopperAtPayment();
    const id = await token({ amount });
    await cuts(1, "cut_after");
    expect(await confirm(id)).toMatchObject({ code: "payment_unknown" });
    const { data } = await stripe.paymentIntents.list({ limit: 20 });
    const made = data.find((intent) => intent.metadata.order_id === orderId);
    expect(await settleOrder(orderId, { attemptId: made?.id as PaymentIntentId })).toBe("paid");
    expect(await confirm(id)).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(orderId)).toBe(4490);
  });

  it("that was declined lets its shopper pay another way", async () => {
    const { orderId, shopper, pays } = await shopperAtPayment();
    await cuts(1, "cut_after");
    expect(await pays({ number: "4000000000000002" })).toMatchObject({ code: "payment_unknown" });
    expect(await findPaymentOutcome(orderId, shopper)).toBe("open");
    expect(await pays()).toMatchObject({ ok: true });
    expect(await charged(orderId)).toBe(4490);
  });

  it("is no longer lost once it is known, whatever arrives late", async () => {
    const { orderId, confirm, amount } = await shopperAtPayment();
    const id = await token({ amount });
    expect(await confirm(id)).toMatchObject({ ok: true });
    const confirmations = () =>
      db.select().from(paymentConfirmations).where(eq(paymentConfirmations.orderId, orderId));
    const [known] = await confirmations();
    if (!known) throw new Error("no confirmation");
    await closeWithoutIntent(known, "lost");
    expect(await confirmations()).toEqual([known]);
    expect(known).toMatchObject({ status: "done", paymentIntentId: expect.stringMatching(/^pi_/) });
  });

  it("keeps another checkout of the cart from giving any result", async () => {
    const { orderId, shopper, pays, cartId } = await shopperAtPayment();
    await cuts(2, "cut_after");
    await pays();
    await db.update(cartLines).set({ quantity: 3 }).where(eq(cartLines.cartId, cartId));
    const unknown = { ok: false, code: "payment_unknown", orderId };
    expect(await startSession({ surface: "embedded", shopper, locale: "en" })).toEqual(unknown);
    expect(await startSession({ surface: "embedded", shopper, locale: "en" })).toEqual({
      ok: false,
      code: "payment_in_progress",
      orderId,
    });
  });

  it("is found out for a shopper who has left: it was made", async () => {
    const { orderId, pays } = await shopperAtPayment();
    await cuts(1, "cut_after");
    await pays();
    expect(await resolveLostCharges({ limit: 10 })).toBe(0);
    await laterFor(orderId);
    expect(await resolveLostCharges({ limit: 10 })).toBe(1);
    expect(await recordOf(db, orderId)).toMatchObject({
      order: { status: "paid" },
      jobs: ["email.order_confirmed", "shipping.request"],
    });
  });

  it("is found out for a shopper who has left: it was not made, and the order expires", async () => {
    const { orderId, pays, mug } = await shopperAtPayment();
    await cuts(1, "cut_before");
    await pays();
    await laterFor(orderId);
    expect(await resolveLostCharges({ limit: 10 })).toBe(1);
    await holdRanOut(orderId);
    await reconcileOrders(await beginReconciliation(0));
    expect((await orderOf(orderId)).status).toBe("expired");
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 10]]));
  });

  it("keeps its order open, and its goods, until it is known", async () => {
    const { orderId, pays, mug } = await shopperAtPayment(2);
    await cuts(2, "cut_after");
    await pays();
    await holdRanOut(orderId);
    await reconcileOrders(await beginReconciliation(0));
    expect((await orderOf(orderId)).status).toBe("open");
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 0]]));
    await laterFor(orderId);
    expect(await resolveLostCharges({ limit: 10 })).toBe(0);
    await laterFor(orderId);
    expect(await resolveLostCharges({ limit: 10 })).toBe(1);
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("is found out by its token, whatever else the store would now require", async () => {
    const { orderId, shopper, pays } = await shopperAtPayment();
    await cuts(1, "cut_after");
    await pays();
    expect(await findPaymentOutcome(orderId, { ...shopper, storeUrl: "https://another.example" })).toBe(
      "paid",
    );
    expect(await charged(orderId)).toBe(4490);
  });
});

describe("the outcome of a payment", () => {
  it("is shown only to the order's owner", async () => {
    const { orderId } = await shopperAtPayment();
    expect(await findPaymentOutcome(orderId, shopperOf(await cartWith(db, [])))).toBeNull();
    expect(await findPaymentOutcome("ord_none" as OrderId, shopperOf(null))).toBeNull();
  });

  it("is open when nobody has paid", async () => {
    const { orderId, shopper } = await shopperAtPayment();
    expect(await findPaymentOutcome(orderId, shopper)).toBe("open");
    expect(await startPayment({ shopper, locale: "en" })).toMatchObject({ ok: true, orderId });
  });

  it.each([
    ["embedded", "card"],
    ["elements", "card"],
    ["elements", "debit"],
  ] as const)("of a session is read from Stripe, before any event: %s, by %s", async (surface, by) => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const shopper = shopperOf(await cartWith(db, [[mug, 1]]));
    const started = await startSession({ surface, shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const { orderId, clientSecret } = started;
    expect(await findPaymentOutcome(orderId, shopper)).toBe("open");
    await (by === "card" ? payByCard(clientSecret) : payBySepa(clientSecret));
    await control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });
    expect(await findPaymentOutcome(orderId, shopper)).toBe("unknown");
    expect(await findPaymentOutcome(orderId, shopper)).toBe("paid");
    expect((await orderOf(orderId)).status).toBe(by === "card" ? "paid" : "processing");
  });
});

describe("the timeline of a payment on the Payment Element", () => {
  it("says that the shopper went to pay before it says the result, at its own time", async () => {
    const { orderId, pays } = await shopperAtPayment();
    await pays({ number: "4000000000000002" });
    await pays();
    const { told, timeline } = await recordOf(db, orderId);
    expect(told).toEqual(["placed", "payment_started", "payment_started", "paid"]);
    const [, first, second, paid] = timeline.map((entry) => entry.at.getTime());
    expect(first).toBeLessThan(second ?? 0);
    expect(second).toBeLessThan(paid ?? 0);
  });

  it("says so once for one click, however often its answer was lost", async () => {
    const { orderId, confirm, amount } = await shopperAtPayment();
    const id = await token({ amount });
    await cuts(2, "cut_after");
    await confirm(id);
    await confirm(id);
    await confirm(id);
    expect((await recordOf(db, orderId)).told).toEqual(["placed", "payment_started", "paid"]);
  });
});
