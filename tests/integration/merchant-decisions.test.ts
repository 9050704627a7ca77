import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { variants } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { availableStock } from "@/lib/inventory/stock.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { acceptOrder, deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { sendOwedOrders } from "@/lib/orders/rounds/owed-orders.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { placed, paid, checkout, orderOf, intentOf, strayPayment, shipmentOf, openReasons } = orderShop(
  db,
  local,
);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  for (const method of ["warn", "info"] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

const WHOLE = { amount: null, payment: null, restock: false, outside: false } as const;

async function mailsAbout(orderId: OrderId): Promise<string[]> {
  while ((await drainOutbox()) > 0);
  const { number } = await orderOf(orderId);
  return (await listFiledMail(mailDir))
    .filter((mail) => mail.subject.includes(number))
    .sort((left, right) => left.at.localeCompare(right.at))
    .map((mail) => mail.subject.replace(number, "#"));
}

const stockIs = (variantId: Parameters<typeof onHand>[1], pieces: number) =>
  db.update(variants).set({ onHand: pieces }).where(eq(variants.id, variantId));

async function mismatched() {
  const order = await placed();
  await local.payByCard(order.clientSecret);
  await control(`/checkout/sessions/${order.session.id}/tamper`, { amount_total: 2489 });
  expect(await settleOrder(order.orderId)).toBe("needs_attention");
  return order;
}

/** Paid for, when somebody had counted and the shelf was empty. */
async function short(quantity = 1) {
  const order = await placed(quantity);
  await stockIs(order.mug, 0);
  await local.payByCard(order.clientSecret);
  expect(await settleOrder(order.orderId)).toBe("needs_attention");
  expect(await openReasons(order.orderId)).toEqual(["out_of_stock"]);
  return order;
}

describe("accepting an order that needs a person", () => {
  it("sends it, confirms it and answers the reason, once", async () => {
    const { orderId, number, mug } = await mismatched();
    expect(await mailsAbout(orderId)).toEqual([]);
    expect(await shipmentOf(orderId)).toBeNull();
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "paid" });
    expect(await openReasons(orderId)).toEqual([]);
    expect(await mailsAbout(orderId)).toEqual(["Your order # is confirmed"]);
    expect(await shipmentOf(orderId)).toBe("pending");
    expect((await recordOf(db, orderId)).timeline).toContainEqual(
      expect.objectContaining({ actor: "merchant", toStatus: "paid", detail: { code: "accepted" } }),
    );
    expect(await acceptOrder(number)).toEqual({ ok: false, code: "not_in_question", status: "paid" });
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await onHand(db, mug)).toBe(9);
  });

  it("is refused while its goods are missing, and says which", async () => {
    const { orderId, number, mug } = await short(2);
    const missing = [{ variantId: mug, wanted: 2, available: 0 }];
    expect(await acceptOrder(number)).toEqual({ ok: false, code: "out_of_stock", shortages: missing });
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention" });
    await stockIs(mug, 2);
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "paid" });
    expect(await onHand(db, mug)).toBe(0);
  });

  it("does not answer a second payment: one of the two must be refunded", async () => {
    const { orderId, number } = await paid();
    const { id } = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: id as AttemptId });
    for (const decide of [acceptOrder, deliverLater]) {
      expect(await decide(number)).toEqual({ ok: false, code: "second_payment" });
    }
  });

  it("reopens an order whose payment came after it had ended, and takes its goods", async () => {
    const { orderId, number, mug, intentId } = await paid();
    expect(await refundOrder(number, { ...WHOLE, restock: true })).toMatchObject({ order: "refunded" });
    expect(await onHand(db, mug)).toBe(10);
    const stray = await strayPayment(orderId, 2490);
    expect(await settleOrder(orderId, { attemptId: stray.id as AttemptId })).toBe("needs_attention");
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "paid" });
    expect(await onHand(db, mug)).toBe(9);
    // A refund of the order gives back this payment now.
    expect(await intentOf(orderId)).not.toBe(intentId);
    expect(await refundOrder(number, WHOLE)).toMatchObject({ ok: true, order: "refunded" });
    expect((await stripe.refunds.list({ payment_intent: stray.id })).data).toHaveLength(1);
  });

  it("is refused for an order that needs no person, and for an unknown one", async () => {
    const { number } = await paid();
    expect(await acceptOrder(number)).toEqual({ ok: false, code: "not_in_question", status: "paid" });
    expect(await deliverLater("NONE-NONE")).toEqual({ ok: false, code: "unknown_order" });
  });

  it("happens once when two people do it at once", async () => {
    const { orderId, number } = await mismatched();
    const results = await Promise.all([acceptOrder(number), acceptOrder(number)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const { told } = await recordOf(db, orderId);
    expect(told.filter((code) => code === "accepted")).toHaveLength(1);
  });
});

describe("delivering later", () => {
  it("informs the shopper, keeps the next pieces for the order, and sends them when all have arrived", async () => {
    const { orderId, number, mug } = await short(2);
    expect(await deliverLater(number)).toEqual({ ok: true, status: "awaiting_stock" });
    expect(await mailsAbout(orderId)).toEqual(["Your order # will take a little longer"]);
    expect(await shipmentOf(orderId)).toBeNull();

    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(0);
    expect((await availableStock(db, [mug])).get(mug)).toBe(0);
    await stockIs(mug, 3);
    expect((await availableStock(db, [mug])).get(mug)).toBe(1);

    await reconcileOrders(await beginReconciliation(3600));
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect(await onHand(db, mug)).toBe(1);
    expect(await mailsAbout(orderId)).toEqual([
      "Your order # will take a little longer",
      "Your order # is confirmed",
    ]);
    expect(await shipmentOf(orderId)).toBe("pending");
    expect(await sendOwedOrders()).toBe(0);
    expect(await onHand(db, mug)).toBe(1);
  });

  it("serves first the orders that have waited longest", async () => {
    const { orderId, number, mug } = await short();
    await stockIs(mug, 2);
    const later = await checkout(await cartWith(db, [[mug, 1]]));
    await stockIs(mug, 0);
    await local.payByCard(later.clientSecret);
    expect(await settleOrder(later.orderId)).toBe("needs_attention");
    // The younger one is promised first.
    for (const one of [later.number, number]) {
      expect(await deliverLater(one)).toEqual({ ok: true, status: "awaiting_stock" });
    }
    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(1);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect(await orderOf(later.orderId)).toMatchObject({ status: "awaiting_stock" });
  });

  it("gives no piece to an order when one that has waited longer needs more", async () => {
    const { number, mug } = await short(2);
    await stockIs(mug, 3);
    const later = await checkout(await cartWith(db, [[mug, 1]]));
    await stockIs(mug, 0);
    await local.payByCard(later.clientSecret);
    await settleOrder(later.orderId);
    for (const one of [number, later.number]) {
      expect(await deliverLater(one)).toEqual({ ok: true, status: "awaiting_stock" });
    }
    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(0);
    await stockIs(mug, 3);
    expect(await sendOwedOrders()).toBe(2);
    expect(await onHand(db, mug)).toBe(0);
  });

  it("leaves goods to a shopper who is paying for them", async () => {
    const { orderId, number, mug } = await short();
    await deliverLater(number);
    await stockIs(mug, 2);
    const other = await checkout(await cartWith(db, [[mug, 1]]));
    // Somebody counts, and one of the two is broken.
    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(0);
    await local.payByCard(other.clientSecret);
    expect(await settleOrder(other.orderId)).toBe("paid");
    expect(await orderOf(orderId)).toMatchObject({ status: "awaiting_stock" });
    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(1);
  });

  it("continues to wait when another reason came up and was answered", async () => {
    const { orderId, number, mug } = await short();
    await deliverLater(number);
    const intentId = await intentOf(orderId);
    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    await control(`/refunds/${refund.id}/end`, { status: "failed" });
    expect(await settleOrder(orderId)).toBe("needs_attention");
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "awaiting_stock" });
    await stockIs(mug, 1);
    expect(await sendOwedOrders()).toBe(1);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
  });

  it("sends goods that are in stock after all", async () => {
    const { number, mug } = await short();
    await stockIs(mug, 5);
    expect(await deliverLater(number)).toEqual({ ok: true, status: "paid" });
    expect(await onHand(db, mug)).toBe(4);
  });

  it("ends with a refund: nothing is kept for a refunded order", async () => {
    const { number, mug } = await short();
    await deliverLater(number);
    await refundOrder(number, WHOLE);
    await stockIs(mug, 1);
    expect((await availableStock(db, [mug])).get(mug)).toBe(1);
    expect(await sendOwedOrders()).toBe(0);
  });
});
