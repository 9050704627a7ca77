import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId, OrderId, VariantId } from "@/lib/base/ids";
import { orders, variants } from "@/lib/db/schema";
import type { OrderAct } from "@/lib/desk/decisions/acts";
import { decideInDesk } from "@/lib/desk/decisions/decide.server";
import { loadOrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import type { OrderStatus } from "@/lib/model/order";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { reopenEndedOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { wish } from "@/tests/support/refund-desk";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { placed, paid, strayPayment, shipmentOf } = orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

type Ended = { orderId: OrderId; number: string; mug: VariantId };

/** Every end of an order after which money can still come, with the pieces on hand then. */
const ENDS: Record<string, () => Promise<Ended>> = {
  "that staff had cancelled": async () => {
    const order = await placed();
    // The checkout knows it before anybody pays; a page of Stripe's tells it with the payment.
    await db.update(orders).set({ email: "ada@example.com" }).where(eq(orders.id, order.orderId));
    expect(await cancelOrder(order.number, { restock: false })).toMatchObject({ status: "canceled" });
    return order;
  },
  "whose money had gone back": async () => {
    const order = await paid();
    expect(await refundOrder(order.number, wish({ restock: true }))).toMatchObject({ order: "refunded" });
    return order;
  },
  "whose bank had taken the money back": async () => {
    const order = await paid();
    await control(`/payment_intents/${order.intentId}/dispute`);
    await settleOrder(order.orderId);
    const { data } = await stripe.disputes.list({ payment_intent: order.intentId });
    await control(`/disputes/${data[0]?.id}/close`, { outcome: "lost" });
    expect(await settleOrder(order.orderId)).toBe("charged_back");
    expect(await cancelOrder(order.number, { restock: true })).toMatchObject({ ok: true, restocked: 1 });
    return order;
  },
};

async function paysLate<Order extends Ended>(order: Order) {
  const { id } = await strayPayment(order.orderId, 2490);
  const status = await settleOrder(order.orderId, { attemptId: id as AttemptId });
  return { ...order, late: id, status };
}

const actsOf = async (number: string): Promise<OrderAct[]> =>
  (await loadOrderDesk(number))?.acts.map(({ act }) => act) ?? [];

const stockIs = (id: VariantId, pieces: number) =>
  db.update(variants).set({ onHand: pieces }).where(eq(variants.id, id));

async function confirmations({ number }: Ended): Promise<number> {
  while ((await drainOutbox()) > 0);
  return (await listFiledMail(mailDir)).filter(
    ({ subject }) => subject === `Your order ${number} is confirmed`,
  ).length;
}

describe.each(Object.entries(ENDS))("an order %s, and is paid after that", (_, end) => {
  it("waits for a person, who reopens it: goods from stock, sent, and the shopper told, once", async () => {
    const ended = await end();
    const before = await confirmations(ended);
    const order = await paysLate(ended);
    expect(order.status).toBe("needs_attention");
    expect(await actsOf(order.number)).toEqual(["reopen", "deliver_later", "cancel"]);
    expect(await onHand(db, order.mug)).toBe(10);

    const decision = { act: "reopen", restock: false, askedBy: "Ada" } as const;
    const both = await Promise.all([decideInDesk(order.number, decision), reopenEndedOrder(order.number)]);
    expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, status: "paid" }]);
    expect(both).toContainEqual({ ok: false, code: "not_in_question", status: "paid" });
    expect(await onHand(db, order.mug)).toBe(9);
    expect(await confirmations(order)).toBe(before + 1);
    expect(await shipmentOf(order.orderId)).toBe("pending");
    const { told } = await recordOf(db, order.orderId);
    expect(told.filter((code) => code === "reopened")).toHaveLength(1);
    expect(await settleOrder(order.orderId)).toBe("paid");
    // What is refunded from now on is the late payment.
    expect(await refundOrder(order.number, wish())).toMatchObject({ ok: true, order: "refunded" });
    expect((await stripe.refunds.list({ payment_intent: order.late })).data).toHaveLength(1);
  });

  it("is not reopened without its goods, nor once the late money has gone back", async () => {
    const order = await paysLate(await end());
    await stockIs(order.mug, 0);
    expect(await reopenEndedOrder(order.number)).toMatchObject({ ok: false, code: "out_of_stock" });
    await stockIs(order.mug, 5);
    // In Stripe's dashboard, of which the store hears only as it looks again.
    await stripe.refunds.create({ payment_intent: order.late });
    expect(await reopenEndedOrder(order.number)).toMatchObject({ ok: false, code: "not_in_question" });
    expect(await onHand(db, order.mug)).toBe(5);
    expect(await shipmentOf(order.orderId)).not.toBe("pending");
  });
});

describe("an order that had not ended", () => {
  it("goes on by itself when it is paid late and its goods are there", async () => {
    const order = await placed();
    await control(`/checkout/sessions/${order.session.id}/expire`);
    expect(await settleOrder(order.orderId)).toBe("expired");
    expect((await paysLate(order)).status).toBe("paid");
    expect(await onHand(db, order.mug)).toBe(9);
  });

  it("is accepted or delivered later, not reopened, when only its goods had gone", async () => {
    const order = await placed();
    await control(`/checkout/sessions/${order.session.id}/expire`);
    await settleOrder(order.orderId);
    await stockIs(order.mug, 0);
    expect((await paysLate(order)).status).toBe("needs_attention" satisfies OrderStatus);
    expect(await actsOf(order.number)).toEqual(["deliver_later", "accept", "cancel"]);
    expect(await reopenEndedOrder(order.number)).toEqual({ ok: false, code: "not_ended" });
    await stockIs(order.mug, 2);
    expect(await decideInDesk(order.number, { act: "accept", restock: false, askedBy: "Ada" })).toEqual({
      ok: true,
      status: "paid",
    });
    expect(await onHand(db, order.mug)).toBe(1);
  });

  it("has nothing to reopen while no money is here: neither when it is over, nor when it was never paid", async () => {
    const over = await paid();
    await refundOrder(over.number, wish());
    const never = await placed();
    await cancelOrder(never.number, { restock: false });
    for (const { number } of [over, never]) {
      expect(await actsOf(number)).not.toContain("reopen");
      expect(await reopenEndedOrder(number)).toMatchObject({ ok: false, code: "not_in_question" });
    }
  });
});
