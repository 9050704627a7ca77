import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refundRequests, refunds, stockHolds, stockMovements } from "@/lib/db/schema";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { acceptOrder, deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { piecesToSend } from "@/lib/orders/merchant/pieces-to-send.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { cartWith, onHand, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { checkout, orderOf, intentOf, deliver, openReasons } = orderShop(db, local);
const { givenBack, requestsOf } = refundDesk(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

/** Three mugs and a pot at 20.00 each, and 4.90 for the delivery. */
async function paidForTwoLines(card = "4242424242424242") {
  const [mug, pot] = await stockedVariants(db, stripe, [10, 10]);
  if (!mug || !pot) throw new Error("no variants");
  const order = await checkout(
    await cartWith(db, [
      [mug, 3],
      [pot, 1],
    ]),
  );
  await local.payByCard(order.clientSecret, card);
  await settleOrder(order.orderId);
  return { ...order, mug, pot, intentId: await intentOf(order.orderId) };
}

const sent = (number: string) =>
  markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });

const shown = async (number: string, ...terms: Parameters<typeof wish>) => {
  const plan = await previewRefund(number, wish(...terms));
  if (!plan.ok) throw new Error(plan.code);
  return { amount: plan.amount, before: plan.before };
};

describe("a refund of lines", () => {
  it("of a parcel that has left gives back its lines, and puts only those on sale that were ticked, whatever comes later", async () => {
    const { orderId, number, mug, pot, intentId } = await paidForTwoLines();
    expect(await sent(number)).toEqual({ ok: true });
    const lines = [
      { variantId: mug, quantity: 2 },
      { variantId: pot, quantity: 1 },
    ];
    const restock = [{ variantId: mug, quantity: 1 }];
    expect(
      await refundOrder(
        number,
        wish({ lines, restock, reason: "requested_by_customer", note: "one broke" }),
        null,
        {
          ...{ askedBy: "Ada", shown: await shown(number, { lines }) },
        },
      ),
    ).toMatchObject({ ok: true, amount: 6000, order: "shipped" });
    expect([await onHand(db, mug), await onHand(db, pot)]).toEqual([8, 9]);
    const movements = await db.select().from(stockMovements).where(eq(stockMovements.variantId, mug));
    const [request] = await requestsOf(orderId);
    expect(movements.at(-1)).toMatchObject({
      ...{ change: 1, reason: "return", orderId },
      ...{ who: "Ada", reference: request?.id },
    });
    expect(request).toMatchObject({ askedBy: "Ada", wish: { note: "one broke" }, share: { amount: 6000 } });
    const { data } = await stripe.refunds.list({ payment_intent: intentId });
    expect(data).toMatchObject([{ amount: 6000, reason: "requested_by_customer" }]);
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, amount: 2490, order: "refunded" });
    await deliver(orderId);
    expect([await onHand(db, mug), await onHand(db, pot)]).toEqual([8, 9]);
  });

  it("of a parcel still to be sent takes them out of it", async () => {
    const order = await paidForTwoLines();
    const lines = [
      { variantId: order.mug, quantity: 1 },
      { variantId: order.pot, quantity: 1 },
    ];
    const more = [{ variantId: order.mug, quantity: 2 }];
    expect(await refundOrder(order.number, wish({ lines, restock: more }))).toEqual({
      ...{ ok: false, code: "goods_to_be_sent" },
    });
    expect(await refundOrder(order.number, wish({ lines, restock: lines }))).toMatchObject({
      ...{ ok: true, amount: 4000, order: "partially_refunded" },
    });
    expect([await onHand(db, order.mug), await onHand(db, order.pot)]).toEqual([8, 10]);
    const left = await piecesToSend(db, await orderOf(order.orderId));
    expect(left).toMatchObject([{ variantId: order.mug, quantity: 2 }]);
  });

  it("made in Stripe's dashboard counts as an amount, and all of them add up to what was paid", async () => {
    const { orderId, number, mug, pot, intentId } = await paidForTwoLines();
    await stripe.refunds.create({ payment_intent: intentId, amount: 5000 });
    const lines = [{ variantId: mug, quantity: 1 }];
    expect(await refundOrder(number, wish({ lines }))).toMatchObject({ ok: true, amount: 2000 });
    const rest = [
      { variantId: mug, quantity: 2 },
      { variantId: pot, quantity: 1 },
    ];
    expect(await previewRefund(number, wish({ lines: rest, delivery: true }))).toMatchObject({
      ...{ ok: true, amount: 1490, before: 7000, left: 0 },
      share: { alreadyGiven: 5000 },
    });
    expect(await refundOrder(number, wish({ lines: rest, delivery: true }))).toMatchObject({ amount: 1490 });
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 8490 });
    expect(await givenBack(intentId)).toEqual([1490, 2000, 5000]);
  });

  it("that fails later frees its lines, and goods that were sold again are taken from the stock once more", async () => {
    const { orderId, number, mug, pot } = await paidForTwoLines("4000000000005126");
    const lines = [{ variantId: mug, quantity: 2 }];
    const other = [{ variantId: pot, quantity: 1 }];
    await refundOrder(number, wish({ lines: other, restock: other }));
    expect(await refundOrder(number, wish({ lines, restock: lines }))).toMatchObject({
      ok: true,
      amount: 4000,
    });
    expect([await onHand(db, mug), await onHand(db, pot)]).toEqual([9, 10]);
    const mine = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
    await control(`/refunds/${mine.find(({ amount }) => amount === 4000)?.stripeId}/end`, {
      status: "failed",
    });
    await deliver(orderId);
    expect(await openReasons(orderId)).toEqual(["refund_failed"]);
    expect(await previewRefund(number, wish({ lines }))).toMatchObject({
      ok: true,
      amount: 4000,
      before: 2000,
    });
    expect(await acceptOrder(number)).toMatchObject({ ok: true });
    // The two mugs are to be sent after all; the pot stays refunded.
    expect([await onHand(db, mug), await onHand(db, pot)]).toEqual([7, 10]);
    expect(await piecesToSend(db, await orderOf(orderId))).toMatchObject([{ variantId: mug, quantity: 3 }]);
  });

  it("that fails after its goods were sold to others lets the whole line wait for new ones", async () => {
    const { orderId, number, mug } = await paidForTwoLines("4000000000005126");
    const lines = [{ variantId: mug, quantity: 2 }];
    await refundOrder(number, wish({ lines, restock: lines }));
    const others = await cartWith(db, [[mug, 9]]);
    await local.payByCard((await checkout(others)).clientSecret);
    const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
    await control(`/refunds/${refund?.stripeId}/end`, { status: "failed" });
    await deliver(orderId);
    expect(await acceptOrder(number)).toMatchObject({ ok: false, code: "out_of_stock" });
    expect(await deliverLater(number)).toEqual({ ok: true, status: "awaiting_stock" });
    const holds = await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId));
    expect(holds.find(({ variantId }) => variantId === mug)).toMatchObject({
      ...{ status: "owed", quantity: 3, restocked: 0 },
    });
    expect(await onHand(db, mug)).toBe(10);
  });
});

describe("two of the staff at once", () => {
  it("who were shown the same refund make it once, and the other is told to look again", async () => {
    const { number, mug, intentId } = await paidForTwoLines();
    const lines = [{ variantId: mug, quantity: 1 }];
    const both = ["Ada", "Grace"].map(async (askedBy) => ({
      askedBy,
      shown: await shown(number, { lines }),
    }));
    const results = await Promise.all(
      (await Promise.all(both)).map((by) =>
        refundOrder(number, wish({ lines }), `desk-${by.askedBy}-${number}`, by),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, code: "changed" });
    expect(await givenBack(intentId)).toEqual([2000]);
  });

  it("who refund different lines make both refunds", async () => {
    const { number, mug, pot, intentId } = await paidForTwoLines();
    const results = await Promise.all(
      [mug, pot].map((variantId) => refundOrder(number, wish({ lines: [{ variantId, quantity: 1 }] }))),
    );
    for (const result of results) expect(result).toMatchObject({ ok: true, amount: 2000 });
    expect(await givenBack(intentId)).toEqual([2000, 2000]);
  });

  it("and one of them twice, give back no piece twice and never more than was paid", async () => {
    const { orderId, number, mug, intentId } = await paidForTwoLines();
    const lines = [{ variantId: mug, quantity: 2 }];
    const results = await Promise.all([
      refundOrder(number, wish({ lines }), `one-${number}`),
      refundOrder(number, wish({ lines }), `one-${number}`),
      refundOrder(number, wish({ lines }), `two-${number}`),
      refundOrder(number, wish({ amount: 5000 }), `three-${number}`),
    ]);
    const back = await givenBack(intentId);
    const made = await db.select().from(refundRequests).where(eq(refundRequests.orderId, orderId));
    expect(back).toHaveLength(made.length);
    expect(back.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(8490);
    expect(back.filter((amount) => amount !== 5000).length).toBeLessThanOrEqual(1);
    expect(results.filter((result) => !result.ok).length).toBeGreaterThan(0);
  });
});
