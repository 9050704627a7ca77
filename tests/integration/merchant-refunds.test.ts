import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { discountRules, orders, refundRequests, refunds, variants } from "@/lib/db/schema";
import { seedDiscountRules } from "@/lib/discounts/seed-data";
import type { RefundTerms } from "@/lib/model/order";
import { acceptOrder } from "@/lib/orders/merchant/decide-on-order.server";
import {
  type RefundResult,
  refundOrder,
  resolveRefundRequests,
} from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { paid, placed, orderOf, strayPayment, deliver, openReasons } = orderShop(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const wish = (changes: Partial<RefundTerms> = {}): RefundTerms => ({
  amount: null,
  payment: null,
  restock: false,
  outside: false,
  ...changes,
});

/** What Stripe has given back of a payment, minor units. */
async function givenBack(intentId: string): Promise<number[]> {
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: 100 });
  return data.filter(({ status }) => status !== "failed").map(({ amount }) => amount);
}

const requestsOf = (orderId: OrderId) =>
  db.select().from(refundRequests).where(eq(refundRequests.orderId, orderId));

/** The next calls to Stripe's refunds take effect, and nobody hears the answer: the first and the SDK's two more tries. */
const losesAnswers = () =>
  control("/faults", { method: "POST", path: "/v1/refunds", times: 3, kind: "cut_after" });
const reachesNobody = (times = 3) =>
  control("/faults", { method: "POST", path: "/v1/refunds", times, kind: "cut_before" });

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

describe("one refund request", () => {
  it("clicked twice at once makes one refund", async () => {
    for (const key of [null, "a-key-of-the-form"]) {
      const { number, intentId } = await paid();
      const own = key && `${key}-${number}`;
      const results = await Promise.all(
        Array.from({ length: 3 }, () => refundOrder(number, wish({ amount: 500 }), own)),
      );
      for (const result of results) expect(result).toMatchObject({ ok: true, amount: 500 });
      expect(await givenBack(intentId)).toEqual([500]);
    }
  });

  it.each(["order", "settlement"] as const)(
    "clicked twice makes one refund, however late the second click gets its %s",
    async (late) => {
      const { orderId, number, intentId } = await paid();
      let goOn = (): void => undefined;
      const untilFirstIsOver = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const finding = vi.spyOn(await import("@/lib/orders/merchant/find-order.server"), "findOrderId");
      const settling = vi.spyOn(await import("@/lib/orders/settle/settle.server"), "settleOrder");
      if (late === "order") finding.mockImplementationOnce(() => untilFirstIsOver.then(() => orderId));
      else settling.mockImplementationOnce(() => untilFirstIsOver.then(() => "paid"));
      const second = refundOrder(number, wish({ amount: 500 }));
      await vi.waitFor(() => expect(late === "order" ? finding : settling).toHaveBeenCalled());
      finding.mockRestore();
      settling.mockRestore();
      expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ ok: true, isEarlier: false });
      goOn();
      expect(await second).toMatchObject({ ok: true, amount: 500, isEarlier: true });
      expect(await givenBack(intentId)).toEqual([500]);
    },
  );

  it("sent again with its key is the same refund, and the key works for no other", async () => {
    const { number, intentId } = await paid();
    const other = await paid();
    const key = `desk-${number}`;
    expect(await refundOrder(number, wish({ amount: 500 }), key)).toMatchObject({
      ok: true,
      isEarlier: false,
    });
    expect(await refundOrder(number, wish({ amount: 500 }), key)).toMatchObject({
      ok: true,
      isEarlier: true,
    });
    expect(await refundOrder(number, wish({ amount: 600 }), key)).toEqual({ ok: false, code: "key_used" });
    expect(await refundOrder(other.number, wish({ amount: 500 }), key)).toEqual({
      ok: false,
      code: "key_used",
    });
    expect(await givenBack(intentId)).toEqual([500]);
  });

  it("repeated on purpose, once the first is known, makes a second refund", async () => {
    const { number, intentId } = await paid();
    for (let time = 0; time < 2; time += 1) {
      expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ ok: true, isEarlier: false });
    }
    expect(await givenBack(intentId)).toEqual([500, 500]);
  });

  it("whose answer is lost is shown as unknown, and a repeat finds the one refund", async () => {
    const { number, intentId } = await paid();
    await losesAnswers();
    const result = await refundOrder(number, wish({ amount: 500 }));
    expect(result).toMatchObject({ ok: false, code: "unknown" });
    expect(await givenBack(intentId)).toEqual([500]);
    expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ ok: true, isEarlier: true });
    expect(await givenBack(intentId)).toEqual([500]);
  });

  it("whose answer is lost is not made again by a repeat after the webhook", async () => {
    const { orderId, number, intentId } = await paid();
    await losesAnswers();
    const result = await refundOrder(number, wish({ amount: 500 }));
    await deliver(orderId);
    expect(await requestsOf(orderId)).toMatchObject([{ status: "made", answeredAt: null }]);
    expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ ok: true, isEarlier: true });
    expect(await givenBack(intentId)).toEqual([500]);
    const key = result.ok ? "" : result.code === "unknown" ? result.key : "";
    expect(await refundOrder(number, wish({ amount: 500 }), key)).toMatchObject({
      ok: true,
      isEarlier: true,
    });
    expect(await givenBack(intentId)).toEqual([500]);
  });

  it("that never reached Stripe is made by the regular check, once", async () => {
    const { orderId, number, intentId } = await paid();
    await reachesNobody();
    expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ code: "unknown" });
    expect(await givenBack(intentId)).toEqual([]);
    expect(await resolveRefundRequests()).toBe(0);
    const longAgo = new Date(Date.now() - 5 * 60_000);
    await db.update(refundRequests).set({ createdAt: longAgo }).where(eq(refundRequests.orderId, orderId));
    expect(await resolveRefundRequests()).toBe(1);
    expect(await resolveRefundRequests()).toBe(0);
    expect(await givenBack(intentId)).toEqual([500]);
    expect(await orderOf(orderId)).toMatchObject({ amountRefunded: 500 });
  });

  it("is found out before another one is made", async () => {
    const { number, intentId } = await paid();
    await losesAnswers();
    expect(await refundOrder(number, wish({ amount: 2000 }))).toMatchObject({ code: "unknown" });
    expect(await refundOrder(number, wish({ amount: 500 }))).toEqual({
      ok: false,
      code: "too_much",
      left: 490,
    });
    await reachesNobody();
    expect(await refundOrder(number, wish({ amount: 400 }))).toMatchObject({ code: "unknown" });
    expect(await refundOrder(number, wish({ amount: 100 }))).toEqual({
      ok: false,
      code: "too_much",
      left: 90,
    });
    expect((await givenBack(intentId)).sort()).toEqual([2000, 400].sort());
  });
});

describe("two refunds at once", () => {
  it("never give back more than was taken, even if each alone would be right", async () => {
    for (const [first, second] of [
      [2000, 1000],
      [null, 500],
    ] as const) {
      const { orderId, number, intentId } = await paid();
      const results: RefundResult[] = await Promise.all([
        refundOrder(number, wish({ amount: first })),
        refundOrder(number, wish({ amount: second })),
      ]);
      const back = await givenBack(intentId);
      // All that is left can be right after a part, and a part not after all.
      expect(back.length === 1 || (first === null && back.length === 2)).toBe(true);
      expect(results.filter((result) => result.ok)).toHaveLength(back.length);
      const amountRefunded = back.reduce((sum, amount) => sum + amount, 0);
      expect(amountRefunded).toBeLessThanOrEqual(2490);
      expect(await orderOf(orderId)).toMatchObject({ amountRefunded });
    }
  });

  it("by a person and in Stripe's dashboard do not either", async () => {
    const { orderId, number, intentId } = await paid();
    await stripe.refunds.create({ payment_intent: intentId, amount: 2000 });
    expect(await refundOrder(number, wish({ amount: 1000 }))).toEqual({
      ok: false,
      code: "too_much",
      left: 490,
    });
    expect(await orderOf(orderId)).toMatchObject({ amountRefunded: 2000 });
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
