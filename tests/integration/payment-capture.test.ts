import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { env } from "@/lib/config/env";
import { stockHolds } from "@/lib/db/schema";
import { issueDocuments } from "@/lib/documents/issue.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { captureOrder, releaseOrder } from "@/lib/orders/attempts/capture.server";
import { captureInPart } from "@/lib/orders/merchant/capture-part.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, control } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, token, orderOf } = paymentShop(db, url);
const { charged, intentsOf } = chargesAt(stripe);

const checkoutOf = async (pieces = 2, customer: Parameters<typeof shopperWith>[1] = null) =>
  begin(await shopperWith(pieces, customer));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

async function withManualCapture<T>(work: () => Promise<T>): Promise<T> {
  const capture = { all: "manual", byType: {} } as const;
  const spy = vi
    .spyOn(await import("@/lib/config/env"), "env")
    .mockReturnValue({ ...env(), PAYMENT_CAPTURE: capture });
  return work().finally(() => spy.mockRestore());
}

const authorized = () =>
  withManualCapture(async () => {
    const { pays, orderId, shopper } = await checkoutOf();
    expect(await pays()).toMatchObject({ ok: true, status: "requires_capture" });
    return { ...(await orderOf(orderId)), shopper };
  });

describe("a payment that is only authorized", () => {
  it("is paid once the merchant captures it, and only then", async () => {
    const order = await authorized();
    expect(order.status).toBe("processing");
    expect(await charged(order.id)).toBe(0);
    expect(await captureOrder(order.number)).toEqual({ ok: true, status: "paid" });
    expect(await charged(order.id)).toBe(4490);
    expect(await captureOrder(order.number)).toMatchObject({ code: "nothing_authorized", status: "paid" });
  });

  it("costs nothing when the merchant releases it, and the goods can be sold again", async () => {
    const order = await authorized();
    expect(await releaseOrder(order.number)).toEqual({ ok: true, status: "payment_failed" });
    expect(await charged(order.id)).toBe(0);
    expect((await recordOf(db, order.id)).holds).toEqual(["released"]);
    expect(await releaseOrder("NONE-NONE")).toEqual({ ok: false, code: "unknown_order" });
  });
});

describe("a decision that comes too late", () => {
  it("does not say that a payment was captured when it was released elsewhere", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    await stripe.paymentIntents.cancel(intent?.id ?? "");
    expect(await captureOrder(order.number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "payment_failed",
    });
    expect(await charged(order.id)).toBe(0);
  });

  it("does not say that a payment was released when it was captured elsewhere", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    await stripe.paymentIntents.capture(intent?.id ?? "");
    expect(await releaseOrder(order.number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "paid",
    });
    expect(await charged(order.id)).toBe(4490);
  });

  it("does not wait for a debit under way: there is nothing to capture", async () => {
    const { pays, orderId } = await checkoutOf();
    await pays({ iban: IBANS.success });
    expect(await captureOrder((await orderOf(orderId)).number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "processing",
    });
  });
});

describe("a capture", () => {
  it("whose answer was lost can be repeated, and takes the money once", async () => {
    const order = await authorized();
    await control("/faults", { method: "POST", times: 3, kind: "cut_after" });
    await expect(captureOrder(order.number)).rejects.toThrow();
    expect((await orderOf(order.id)).status).toBe("processing");
    expect(await captureOrder(order.number)).toEqual({ ok: true, status: "paid" });
    expect(await charged(order.id)).toBe(4490);
  });

  it("that is sent several times at once takes the money once", async () => {
    const order = await authorized();
    const results = await Promise.all(Array.from({ length: 4 }, () => captureOrder(order.number)));
    for (const result of results) expect(result).toMatchObject({ status: "paid" });
    expect(await charged(order.id)).toBe(4490);
  });

  it("and a release are possible for a second payment of an order too", async () => {
    const order = await authorized();
    expect(await releaseOrder(order.number)).toMatchObject({ ok: true });
    await withManualCapture(async () => {
      const again = await startPayment({ shopper: order.shopper, locale: "en", orderId: order.id });
      if (!again.ok) throw new Error(again.code);
      const tokenId = await token({ amount: again.amount, captureMethod: "manual" });
      const confirmed = await confirmPayment({ orderId: order.id, tokenId, shopper: order.shopper });
      expect(confirmed).toMatchObject({ ok: true, status: "requires_capture" });
    });
    expect(await releaseOrder(order.number)).toEqual({ ok: true, status: "payment_failed" });
    expect((await intentsOf(order.id)).map((intent) => intent.status)).toEqual(["canceled", "canceled"]);
  });
});

describe("a part of an authorized payment", () => {
  const heldOf = async (orderId: OrderId) =>
    (await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId))).map(
      ({ status, quantity }) => ({ status, quantity }),
    );

  const oneOf = (order: Awaited<ReturnType<typeof authorized>>) => [
    { variantId: order.quote.lines[0]?.variantId as VariantId, quantity: 1 },
  ];

  it("is taken, and the rest let go of: order, stock and what can be given back are those of the part", async () => {
    const order = await authorized();
    const [line] = oneOf(order);
    if (!line) throw new Error("no line");
    const before = await onHand(db, line.variantId);
    expect(await captureInPart(order.number, [line], 2490)).toEqual({
      ...{ ok: true, status: "paid", amount: 2490, letGo: 2000 },
    });
    expect(await charged(order.id)).toBe(2490);
    const now = await orderOf(order.id);
    expect(now).toMatchObject({ status: "paid", total: 2490, subtotal: 2000, amountRefunded: 0 });
    expect(await heldOf(order.id)).toEqual([{ status: "sold", quantity: 1 }]);
    expect(await onHand(db, line.variantId)).toBe(before - 1);
    const { told } = await recordOf(db, order.id);
    expect(told).toContain("part_captured");
    // What Stripe lists as the refund of the rest is none.
    await settleOrder(order.id);
    expect(await orderOf(order.id)).toMatchObject({ status: "paid", amountRefunded: 0 });
    const wish = { amount: null, payment: null, restock: false, outside: false } as const;
    const refund = await refundOrder(order.number, wish, null, null);
    expect(refund).toMatchObject({ ok: true, amount: 2490 });
    expect(await orderOf(order.id)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    expect(await refundOrder(order.number, wish, null, null)).toMatchObject({ code: "nothing_to_refund" });
  });

  it("may be less than the goods come to: a reduction on the invoice, and all that can be given back", async () => {
    const order = await authorized();
    const lines = order.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    expect(await captureInPart(order.number, lines, 4491, true)).toEqual({
      ok: false,
      code: "capture_too_much",
    });
    expect(await captureInPart(order.number, lines, 3000, true)).toEqual({
      ...{ ok: true, status: "paid", amount: 3000, letGo: 1490 },
    });
    expect(await charged(order.id)).toBe(3000);
    expect(await orderOf(order.id)).toMatchObject({ status: "paid", total: 3000, discountTotal: 1490 });
    const issued = await issueDocuments(order.id);
    expect(issued).toMatchObject({
      ok: true,
      documents: [{ contents: { total: 3000, discounts: [{ name: "Agreed reduction", amount: 1490 }] } }],
    });
    const wish = { amount: null, payment: null, restock: false, outside: false } as const;
    expect(await refundOrder(order.number, wish, null, null)).toMatchObject({ ok: true, amount: 3000 });
  });

  it("is what the invoice says", async () => {
    const order = await authorized();
    await captureInPart(order.number, oneOf(order), null);
    const issued = await issueDocuments(order.id);
    expect(issued).toMatchObject({ ok: true, documents: [{ contents: { total: 2490 } }] });
  });

  it("is taken only as it was shown, and neither nothing nor all of it", async () => {
    const order = await authorized();
    const [line] = oneOf(order);
    if (!line) throw new Error("no line");
    const take = (quantity: number, shown: number | null = null) =>
      captureInPart(order.number, [{ ...line, quantity }], shown);
    expect(await take(1, 2491)).toEqual({ ok: false, code: "changed" });
    expect(await take(0)).toEqual({ ok: false, code: "nothing_kept" });
    expect(await take(2)).toEqual({ ok: false, code: "all_kept" });
    expect(await take(3)).toMatchObject({ code: "too_many_pieces", left: 2 });
    expect(await captureInPart("NONE-NONE", [line], null)).toEqual({ ok: false, code: "unknown_order" });
    expect(await charged(order.id)).toBe(0);
    expect(await captureOrder(order.number)).toEqual({ ok: true, status: "paid" });
    expect(await orderOf(order.id)).toMatchObject({ total: 4490 });
    expect(await take(1)).toMatchObject({ code: "nothing_authorized", status: "paid" });
  });

  it("whose answer was lost is found out, and taken once", async () => {
    const order = await authorized();
    await control("/faults", { method: "POST", times: 3, kind: "cut_after" });
    await expect(captureInPart(order.number, oneOf(order), null)).rejects.toThrow();
    expect(await settleOrder(order.id)).toBe("paid");
    expect(await orderOf(order.id)).toMatchObject({ total: 2490 });
    expect(await charged(order.id)).toBe(2490);
  });

  it("and the whole, asked for at once, are one capture, by which the order then goes", async () => {
    const order = await authorized();
    const [part, whole] = await Promise.all([
      captureInPart(order.number, oneOf(order), null),
      captureOrder(order.number),
    ]);
    const taken = await charged(order.id);
    expect(part.ok).toBe(taken === 2490);
    expect(whole).toMatchObject({ status: "paid" });
    expect(await orderOf(order.id)).toMatchObject({ status: "paid", total: taken });
  });

  it("that was taken in Stripe's dashboard needs a person, as nobody said which goods it is for", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    await stripe.paymentIntents.capture(intent?.id ?? "", { amount_to_capture: 2490 });
    expect(await settleOrder(order.id)).toBe("needs_attention");
    expect(await orderOf(order.id)).toMatchObject({ amountRefunded: 0 });
  });

  it("is not taken, and nothing can be sent, once the authorization has lapsed", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    // As Stripe does when the bank's days are over.
    await stripe.paymentIntents.cancel(intent?.id ?? "", { cancellation_reason: "abandoned" });
    expect(await captureInPart(order.number, oneOf(order), null)).toMatchObject({
      ...{ ok: false, code: "nothing_authorized", status: "payment_failed" },
    });
    const parcel = { kind: "shipped", carrier: null, trackingNumber: null } as const;
    expect(await markShipped(db, order.number, parcel)).toMatchObject({ ok: false, code: "not_ready" });
    expect(await charged(order.id)).toBe(0);
  });

  it("is still to be taken when a release fails: the order does not say that it is over", async () => {
    const order = await authorized();
    await control("/faults", { method: "POST", times: 3, kind: "500" });
    await expect(releaseOrder(order.number)).rejects.toThrow();
    expect((await orderOf(order.id)).status).toBe("processing");
    expect(await captureInPart(order.number, oneOf(order), null)).toMatchObject({ ok: true, amount: 2490 });
  });
});

describe("a payment that nobody finishes", () => {
  it("can't be finished after its goods were released", async () => {
    const { pays, orderId } = await checkoutOf();
    await pays({ number: "4000002760003184" });
    await db
      .update(stockHolds)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(stockHolds.orderId, orderId));
    await reconcileOrders(await beginReconciliation(3_600));
    expect((await orderOf(orderId)).status).toBe("expired");
    expect((await intentsOf(orderId)).map((intent) => intent.status)).toEqual(["canceled"]);
  });
});
