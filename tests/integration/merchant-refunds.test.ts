import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { discountRules, orders, refunds, variants } from "@/lib/db/schema";
import { seedDiscountRules } from "@/lib/discounts/seed-data";
import { acceptOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { paid, placed, orderOf, strayPayment, deliver, openReasons } = orderShop(db, local);
const { givenBack, requestsOf, losesAnswers } = refundDesk(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

describe("a merchant's refund", () => {
  it("of all that was paid", async () => {
    const { orderId, number, intentId } = await paid();
    expect(await refundOrder(number, wish())).toEqual({
      ok: true,
      amount: 2490,
      status: "succeeded",
      order: "refunded",
      isEarlier: false,
    });
    expect(await givenBack(intentId)).toEqual([2490]);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    const { timeline } = await recordOf(db, orderId);
    expect(timeline.at(-1)).toMatchObject({ actor: "merchant", toStatus: "refunded" });
  });

  it("of a part, and of the rest without its amount", async () => {
    const { number, intentId } = await paid();
    expect(await refundOrder(number, wish({ amount: 1 }))).toMatchObject({ ok: true, amount: 1 });
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, amount: 2489, order: "refunded" });
    expect(await givenBack(intentId)).toEqual([2489, 1]);
    expect(await refundOrder(number, wish())).toEqual({ ok: false, code: "nothing_to_refund" });
  });

  it("of too much, of an unpaid order and of none is refused without asking Stripe", async () => {
    const { number, intentId } = await paid();
    expect(await refundOrder(number, wish({ amount: 2491 }))).toEqual({
      ok: false,
      code: "too_much",
      left: 2490,
    });
    const open = await placed();
    expect(await refundOrder(open.number, wish())).toEqual({ ok: false, code: "not_paid", status: "open" });
    expect(await refundOrder("NONE-NONE", wish())).toEqual({ ok: false, code: "unknown_order" });
    expect(await givenBack(intentId)).toEqual([]);
  });

  it("of an order with a discount gives back what was paid, not what the goods cost", async () => {
    await db
      .insert(discountRules)
      .values(seedDiscountRules(currency("eur"), new Date()))
      .onConflictDoNothing();
    const order = await placed(6);
    const { discountTotal, total } = await orderOf(order.orderId);
    expect(discountTotal).toBeGreaterThan(0);
    await local.payByCard(order.clientSecret);
    expect(await settleOrder(order.orderId)).toBe("paid");
    expect(await refundOrder(order.number, wish())).toMatchObject({ ok: true, amount: total });
    await db.update(discountRules).set({ active: false });
  });

  it("in yen has the right amount, as yen has no decimals", async () => {
    const { orderId, number, intentId } = await paid();
    await db
      .update(orders)
      .set({ currency: currency("jpy") })
      .where(eq(orders.id, orderId));
    expect(await refundOrder(number, wish({ amount: 1250 }))).toMatchObject({ ok: true, amount: 1250 });
    expect(await givenBack(intentId)).toEqual([1250]);
  });

  it("that fails later is taken back, and can be recorded as given back another way", async () => {
    const { orderId, number } = await paid({ card: "4000000000005126" });
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, order: "refunded" });
    const [row] = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
    await control(`/refunds/${row?.stripeId}/end`, { status: "failed" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    const actors = (await recordOf(db, orderId)).timeline
      .filter(({ detail }) => detail.code.startsWith("refund"))
      .map(({ actor, detail }) => `${detail.code} by ${actor}`);
    expect(actors).toEqual(["refunded by merchant", "refund_failed by stripe"]);
    expect(await refundOrder(number, wish({ outside: true }))).toMatchObject({
      ok: true,
      amount: 2490,
      status: "succeeded",
      order: "refunded",
    });
    expect(await openReasons(orderId)).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ amountRefunded: 2490 });
    expect(await refundOrder(number, wish({ outside: true }))).toMatchObject({ code: "nothing_to_refund" });
  });

  it("that failed before the answer is shown as failed, and can be tried again", async () => {
    const { orderId, number, intentId } = await paid({ card: "4000000000005126" });
    await losesAnswers();
    expect(await refundOrder(number, wish())).toMatchObject({ ok: false, code: "unknown" });
    const { data } = await stripe.refunds.list({ payment_intent: intentId });
    await control(`/refunds/${data[0]?.id}/end`, { status: "failed" });
    expect(await refundOrder(number, wish())).toEqual({ ok: false, code: "failed" });
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, amount: 2490, isEarlier: false });
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
  });

  it("of a disputed payment waits for the bank", async () => {
    const { number, intentId } = await paid();
    await control(`/payment_intents/${intentId}/dispute`, { reason: "fraudulent" });
    expect(await refundOrder(number, wish())).toEqual({ ok: false, code: "disputed" });
    expect(await givenBack(intentId)).toEqual([]);
  });

  it("that Stripe refuses says why, and changes nothing", async () => {
    const { orderId, number, intentId } = await paid();
    // Disputed in the instant between the look and the refund.
    const spy = vi
      .spyOn(await import("@/lib/orders/settle/settle.server"), "settleOrder")
      .mockResolvedValueOnce("paid");
    await control(`/payment_intents/${intentId}/dispute`, { reason: "fraudulent" });
    const result = await refundOrder(number, wish({ amount: 500 }));
    spy.mockRestore();
    expect(result).toMatchObject({ ok: false, code: "refused" });
    expect(JSON.stringify(result)).toContain("charged back");
    expect(await requestsOf(orderId)).toMatchObject([{ status: "refused" }]);
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed", amountRefunded: 0 });
  });
});

describe("restocking", () => {
  it("happens once when it was requested, and is kept", async () => {
    const { orderId, number, mug } = await paid({ quantity: 2 });
    expect(await onHand(db, mug)).toBe(8);
    expect(await refundOrder(number, wish({ amount: 500, restock: true }))).toEqual({
      ok: false,
      code: "goods_to_be_sent",
    });
    expect(await onHand(db, mug)).toBe(8);
    expect(await refundOrder(number, wish({ restock: true }))).toMatchObject({ ok: true, order: "refunded" });
    expect(await onHand(db, mug)).toBe(10);
    for (let time = 0; time < 2; time += 1) await deliver(orderId);
    await settleOrder(orderId);
    expect(await onHand(db, mug)).toBe(10);
    expect((await recordOf(db, orderId)).told.filter((code) => code === "restocked")).toHaveLength(1);
  });

  it("does not happen when it was not requested", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    await refundOrder(number, wish());
    expect(await onHand(db, mug)).toBe(8);
  });

  it("happens once when the request is sent twice, and when its answer is lost", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    await Promise.all([
      refundOrder(number, wish({ restock: true })),
      refundOrder(number, wish({ restock: true })),
    ]);
    expect(await onHand(db, mug)).toBe(10);

    const lost = await paid({ quantity: 2 });
    await losesAnswers();
    expect(await refundOrder(lost.number, wish({ restock: true }))).toMatchObject({ code: "unknown" });
    await deliver(lost.orderId);
    await refundOrder(lost.number, wish({ restock: true }));
    expect(await onHand(db, lost.mug)).toBe(10);
  });

  it("does not happen again when the refund's status changes and the goods are sold to the order again", async () => {
    const { orderId, number, mug } = await paid({ card: "4000000000007726" });
    expect(await refundOrder(number, wish({ restock: true }))).toMatchObject({ order: "refund_pending" });
    expect(await onHand(db, mug)).toBe(10);
    const { id } = await strayPayment(orderId, 2490);
    expect(await settleOrder(orderId, { attemptId: id as AttemptId })).toBe("needs_attention");
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "paid" });
    expect(await onHand(db, mug)).toBe(9);
    const [row] = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
    await control(`/refunds/${row?.stripeId}/end`, { status: "succeeded" });
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await onHand(db, mug)).toBe(9);
  });

  it("keeps the number that a merchant has counted meanwhile", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    await db.update(variants).set({ onHand: 3 }).where(eq(variants.id, mug));
    await refundOrder(number, wish({ restock: true }));
    expect(await onHand(db, mug)).toBe(5);
  });
});

describe("an order that was paid twice", () => {
  it("needs to know which payment, and then refunds that one", async () => {
    const { orderId, number, intentId } = await paid();
    const second = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: second.id as typeof intentId });
    expect(await refundOrder(number, wish())).toEqual({ ok: false, code: "which_payment" });
    expect(await refundOrder(number, wish({ payment: "second" }))).toMatchObject({ ok: true, order: "paid" });
    expect(await givenBack(second.id)).toEqual([2490]);
    expect(await givenBack(intentId)).toEqual([]);
    expect(await refundOrder(number, wish({ payment: "second" }))).toEqual({
      ok: false,
      code: "no_second_payment",
    });
  });
});

describe("the event of a merchant's own refund", () => {
  it("changes nothing more", async () => {
    const { orderId, number } = await paid();
    await refundOrder(number, wish({ amount: 500 }));
    const { told } = await recordOf(db, orderId);
    const events = await stripe.events.list({ type: "refund.created", limit: 1 });
    for (const event of events.data) await receiveEvent(event);
    expect((await recordOf(db, orderId)).told).toEqual(told);
  });
});
