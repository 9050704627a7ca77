import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { CartId, OrderId, VariantId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, onHand, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, control, payByCard, callsOf } = await testStripe();
const { begin } = paymentShop(db, url);

const start = (cartId: CartId) =>
  startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });

async function lastPiece(): Promise<VariantId> {
  const [mug] = await stockedVariants(db, stripe, [1]);
  if (!mug) throw new Error("no variant");
  return mug;
}

/** A shopper who has the last piece at a checkout, whose time to pay is over as far as the store knows. */
async function whoRanOut(pays: boolean) {
  const mug = await lastPiece();
  const started = await start(await cartWith(db, [[mug, 1]]));
  if (!started.ok) throw new Error(started.code);
  const { orderId, clientSecret, session } = started;
  if (pays) await payByCard(clientSecret);
  else await control(`/checkout/sessions/${session.id}/expire`);
  await runsOut(orderId);
  return { mug, orderId, sessionId: session.id };
}

const runsOut = (orderId: OrderId) =>
  db
    .update(stockHolds)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(stockHolds.orderId, orderId));

const left = async (mug: VariantId) => (await availableStock(db, [mug])).get(mug);
const statusOf = async (orderId: OrderId) => (await recordOf(db, orderId)).order.status;

describe("goods whose payment has expired, before any event has come", () => {
  it("are not sold to another shopper when they were paid", async () => {
    const { mug, orderId } = await whoRanOut(true);
    expect(await left(mug)).toBe(0);
    expect(await start(await cartWith(db, [[mug, 1]]))).toMatchObject({ ok: false, code: "out_of_stock" });
    expect(await statusOf(orderId)).toBe("paid");
    expect(await onHand(db, mug)).toBe(0);
  });

  it("go to the next shopper when they were not: the start asks Stripe itself", async () => {
    const { mug, orderId } = await whoRanOut(false);
    expect(await left(mug)).toBe(0);
    expect(await start(await cartWith(db, [[mug, 1]]))).toMatchObject({ ok: true });
    expect(await statusOf(orderId)).toBe("expired");
  });

  it("go to one of many shoppers who want them at once", async () => {
    const { mug } = await whoRanOut(false);
    const carts = await Promise.all(Array.from({ length: 6 }, () => cartWith(db, [[mug, 1]])));
    const results = await Promise.all(carts.map((cartId) => start(cartId)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  it("stay held while Stripe can't be reached", async () => {
    const { mug, orderId, sessionId } = await whoRanOut(false);
    await control("/faults", { path: `/v1/checkout/sessions/${sessionId}`, times: 6, kind: "500" });
    expect(await start(await cartWith(db, [[mug, 1]]))).toMatchObject({ ok: false, code: "out_of_stock" });
    expect(await left(mug)).toBe(0);
    expect(await statusOf(orderId)).toBe("open");
  });

  it("are released by the regular check, however recent its last run was", async () => {
    const { mug, orderId } = await whoRanOut(false);
    // A round leaves out what was checked since it began, to the millisecond.
    await db
      .update(paymentAttempts)
      .set({ checkedAt: new Date(Date.now() - 10) })
      .where(eq(paymentAttempts.orderId, orderId));
    await reconcileOrders(await beginReconciliation(3_600));
    expect(await left(mug)).toBe(1);
    expect(await statusOf(orderId)).toBe("expired");
  });

  it("go to another shopper when no payment was begun: there is nothing to ask Stripe", async () => {
    const mug = await lastPiece();
    const first = await startPayment({ shopper: shopperOf(await cartWith(db, [[mug, 1]])), locale: "en" });
    if (!first.ok) throw new Error(first.code);
    await runsOut(first.orderId);
    expect(await left(mug)).toBe(1);
    const next = shopperOf(await cartWith(db, [[mug, 1]]));
    const calls = await callsOf(async () => {
      expect(await startPayment({ shopper: next, locale: "en" })).toMatchObject({ ok: true });
    });
    expect(calls).toEqual([]);
  });

  it("are released when a shopper left without answering the bank", async () => {
    const mug = await lastPiece();
    const { orderId, pays } = await begin(shopperOf(await cartWith(db, [[mug, 1]])));
    expect(await pays({ number: "4000002760003184" })).toMatchObject({ status: "requires_action" });
    await runsOut(orderId);
    expect(await left(mug)).toBe(0);
    expect(await start(await cartWith(db, [[mug, 1]]))).toMatchObject({ ok: true });
    expect(await statusOf(orderId)).toBe("expired");
  });
});
