import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { discountRules, variants } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { availableStock } from "@/lib/inventory/stock.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { listWaitingOrders } from "@/lib/orders/merchant/waiting-orders.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, onHand, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { placed, paid, orderOf, strayPayment, shipmentOf, openReasons } = orderShop(db, local);

const { checkoutOf } = elementsShop(db, stripe);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const KEPT = { restock: false };
const RESTOCK = { restock: true };

const givenBack = async (intentId: string) =>
  (await stripe.refunds.list({ payment_intent: intentId })).data.map(({ amount }) => amount);

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

describe("canceling a paid order", () => {
  it("refunds the money, stops the parcel, puts the goods on sale and writes to the shopper", async () => {
    const { orderId, number, mug, intentId } = await paid({ quantity: 2 });
    await drainWhole();
    expect(await cancelOrder(number, RESTOCK)).toEqual({
      ok: true,
      status: "refunded",
      refunded: [4490],
      restocked: 2,
    });
    await drainWhole();
    expect(await givenBack(intentId)).toEqual([4490]);
    expect(await shipmentOf(orderId)).toBe("canceled");
    expect(await onHand(db, mug)).toBe(10);
    const subjects = (await listFiledMail(mailDir)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes(number))).toContain(
      `We have sent €44.90 back to you (order ${number})`,
    );
  });

  it("twice does only what is left to do: nothing, or putting the goods back", async () => {
    const { number, mug, intentId } = await paid();
    expect(await cancelOrder(number, KEPT)).toMatchObject({ ok: true, restocked: 0 });
    expect(await cancelOrder(number, KEPT)).toEqual({ ok: false, code: "already_over", status: "refunded" });
    expect(await onHand(db, mug)).toBe(9);
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ ok: true, refunded: [], restocked: 1 });
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ code: "already_over" });
    expect(await onHand(db, mug)).toBe(10);
    expect(await givenBack(intentId)).toEqual([2490]);
  });

  it("twice at once gives the money and the goods back once", async () => {
    const { orderId, number, mug, intentId } = await paid();
    const results = await Promise.all([cancelOrder(number, RESTOCK), cancelOrder(number, RESTOCK)]);
    expect(results.some((result) => result.ok)).toBe(true);
    expect(await givenBack(intentId)).toEqual([2490]);
    expect(await onHand(db, mug)).toBe(10);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
  });

  it("whose refund gets no answer says so, and continues when it is tried again", async () => {
    const { orderId, number, mug, intentId } = await paid();
    await control("/faults", { method: "POST", path: "/v1/refunds", times: 3, kind: "cut_after" });
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ ok: false, code: "unknown" });
    expect(await onHand(db, mug)).toBe(9);
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ ok: true, status: "refunded", restocked: 1 });
    expect(await givenBack(intentId)).toEqual([2490]);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
  });

  it("that was partly refunded refunds the rest", async () => {
    const { number, intentId } = await paid();
    await stripe.refunds.create({ payment_intent: intentId, amount: 490 });
    expect(await cancelOrder(number, KEPT)).toMatchObject({ ok: true, refunded: [2000] });
  });

  it("that was paid twice refunds both payments", async () => {
    const { orderId, number, intentId } = await paid();
    const second = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: second.id as AttemptId });
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({
      ok: true,
      status: "refunded",
      refunded: [2490, 2490],
    });
    expect(await givenBack(intentId)).toEqual([2490]);
    expect(await givenBack(second.id)).toEqual([2490]);
    expect(await openReasons(orderId)).toEqual([]);
  });

  it("that needs a person because goods are missing leaves nothing more to do", async () => {
    const { orderId, number, mug, clientSecret } = await placed();
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, mug));
    await local.payByCard(clientSecret);
    await settleOrder(orderId);
    await deliverLater(number);
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ ok: true, status: "refunded", restocked: 0 });
    expect(await onHand(db, mug)).toBe(0);
    expect(await openReasons(orderId)).toEqual([]);
  });

  it("whose parcel has left is refused", async () => {
    const { number, intentId } = await paid();
    await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });
    expect(await cancelOrder(number, RESTOCK)).toEqual({ ok: false, code: "already_shipped" });
    expect(await givenBack(intentId)).toEqual([]);
  });

  it("whose debit was taken back by the bank only puts the goods on sale", async () => {
    const { number, intentId, mug } = await paid({ card: null });
    await control(`/payment_intents/${intentId}/dispute`, { reason: "insufficient_funds" });
    expect(await cancelOrder(number, RESTOCK)).toEqual({
      ok: true,
      status: "charged_back",
      refunded: [],
      restocked: 1,
    });
    expect(await onHand(db, mug)).toBe(10);
    expect(await givenBack(intentId)).toEqual([]);
  });

  it("that is disputed waits for the bank", async () => {
    const { number, intentId, mug } = await paid();
    await control(`/payment_intents/${intentId}/dispute`, { reason: "fraudulent" });
    expect(await cancelOrder(number, RESTOCK)).toEqual({ ok: false, code: "disputed" });
    expect(await onHand(db, mug)).toBe(9);
  });
});

describe("canceling an order that cost nothing", () => {
  it("stops it, puts its goods on sale, and writes to its shopper, who gets no refund e-mail", async () => {
    await insertDemoDiscounts(db);
    const { orderId, clientSecret, types } = await checkoutOf(1);
    expect(await types("ALLFREE")).toMatchObject({ ok: true });
    await local.payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
    await drainWhole();
    expect(await shipmentOf(orderId)).toBe("pending");
    const { number } = await orderOf(orderId);
    const canceled = { ok: true, status: "canceled", refunded: [], restocked: 1 };
    expect(await cancelOrder(number, RESTOCK)).toEqual(canceled);
    await drainWhole();
    expect(await shipmentOf(orderId)).toBe("canceled");
    const subjects = (await listFiledMail(mailDir)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes(number)).sort()).toEqual([
      `Your order ${number} is cancelled`,
      `Your order ${number} is confirmed`,
    ]);
    await db.update(discountRules).set({ active: false });
  });
});

describe("canceling an order that is not paid", () => {
  it("ends its payment at Stripe, so that nobody can pay it, and releases its goods", async () => {
    const { orderId, number, mug, session, clientSecret } = await placed();
    expect((await availableStock(db, [mug])).get(mug)).toBe(9);
    expect(await cancelOrder(number, KEPT)).toEqual({
      ok: true,
      status: "canceled",
      refunded: [],
      restocked: 0,
    });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "expired" });
    expect((await availableStock(db, [mug])).get(mug)).toBe(10);
    await local.payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("canceled");
    expect((await recordOf(db, orderId)).timeline.at(-1)).toMatchObject({
      actor: "merchant",
      toStatus: "canceled",
    });
    expect(await cancelOrder(number, KEPT)).toEqual({ ok: false, code: "already_over", status: "canceled" });
  });

  it("that has just been paid refunds the money instead", async () => {
    const { number, clientSecret } = await placed();
    await local.payByCard(clientSecret);
    expect(await cancelOrder(number, RESTOCK)).toMatchObject({ ok: true, status: "refunded", restocked: 1 });
  });

  it("whose debit is under way waits for it", async () => {
    const { orderId, number, clientSecret } = await placed();
    await local.payBySepa(clientSecret);
    expect(await cancelOrder(number, KEPT)).toEqual({ ok: false, code: "payment_on_its_way" });
    expect(await orderOf(orderId)).toMatchObject({ status: "processing" });
  });

  it("that has no payment at Stripe yet ends at once", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const started = await startPayment({ shopper: shopperOf(await cartWith(db, [[mug, 1]])), locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const { number } = await orderOf(started.orderId);
    expect(await cancelOrder(number, KEPT)).toMatchObject({ ok: true, status: "canceled" });
    expect((await availableStock(db, [mug])).get(mug)).toBe(10);
  });

  it("that does not exist is refused", async () => {
    expect(await cancelOrder("NONE-NONE", KEPT)).toEqual({ ok: false, code: "unknown_order" });
  });
});

describe("the merchant's list", () => {
  it("names each order that needs a person, why, and until when a bank wants its answer", async () => {
    const before = (await listWaitingOrders()).matters.map(({ number }) => number);
    const asked = await paid();
    await control(`/payment_intents/${asked.intentId}/dispute`, { reason: "fraudulent" });
    await settleOrder(asked.orderId);
    const odd = await placed();
    await local.payByCard(odd.clientSecret);
    await control(`/checkout/sessions/${odd.session.id}/tamper`, { amount_total: 2489 });
    await settleOrder(odd.orderId);
    const late = await placed();
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, late.mug));
    await local.payByCard(late.clientSecret);
    await settleOrder(late.orderId);
    await deliverLater(late.number);
    const { matters, total } = await listWaitingOrders();
    expect(total).toBe(matters.length);
    const added = matters.filter(({ number }) => !before.includes(number));
    expect(added).toMatchObject([
      {
        number: asked.number,
        status: "disputed",
        reasons: [],
        disputes: [{ reason: "fraudulent", amount: 2490, isInquiry: false, hasEvidence: false }],
      },
      {
        number: odd.number,
        status: "needs_attention",
        reasons: [{ reason: "amount_mismatch", expected: "total 2490", actual: "total 2489" }],
        disputes: [],
      },
      { number: late.number, status: "awaiting_stock", reasons: [], owed: [{ quantity: 1 }] },
    ]);
    expect(added[0]?.disputes[0]?.dueAt?.getTime()).toBeGreaterThan(Date.now());
    for (const { number } of [odd, late]) await cancelOrder(number, KEPT);
    expect((await listWaitingOrders()).matters.map(({ number }) => number)).toEqual([
      ...before,
      asked.number,
    ]);
    expect(await listWaitingOrders(1)).toMatchObject({ matters: [{}], total: before.length + 1 });
  });

  it("has a file about each order, and none for an unknown one", async () => {
    const { orderId, number, intentId } = await paid();
    await stripe.refunds.create({ payment_intent: intentId, amount: 490 });
    await settleOrder(orderId);
    expect(await orderFile(number)).toMatchObject({
      balance: { captured: 2490, refunded: 490, pending: 0, chargedBack: 0 },
      refundable: 2000,
      payments: [{ status: "paid" }],
      refunds: [{ amount: 490, status: "succeeded" }],
      goods: [{ status: "sold" }],
    });
    expect(await orderFile("NONE-NONE")).toBeNull();
  });
});
