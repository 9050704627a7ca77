import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refundRequests } from "@/lib/db/schema";
import {
  type RefundResult,
  refundOrder,
  resolveRefundRequests,
} from "@/lib/orders/merchant/refund-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { paid, orderOf, deliver } = orderShop(db, local);
const { givenBack, requestsOf, losesAnswers, reachesNobody } = refundDesk(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
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
