import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { restock } from "@/lib/inventory/owed.server";
import { releaseHold } from "@/lib/inventory/stock.server";
import { addToTimeline, lockOrder } from "@/lib/lifecycle/transition-order.server";
import { canTransition, hasBeenPaid, isOver } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { releaseOrder } from "@/lib/orders/attempts/capture.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { balanceOf, refundable } from "@/lib/orders/settle/order-facts";
import { answerReason, changeStatus } from "@/lib/orders/settle/paid-status.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { mayBeCharged } from "@/lib/orders/stored/confirmations.server";
import { findOrderId } from "./find-order.server";
import { openChangeOf } from "./open-change.server";
import { loadRefundFacts } from "./refund-facts.server";
import { type RefundResult, refundOrder } from "./refund-order.server";
import { parcelsOf } from "./unsent-pieces.server";

export type CancelResult =
  | {
      ok: true;
      status: OrderStatus;
      /** Minor units, one entry per payment. */
      refunded: number[];
      restocked: number;
    }
  | { ok: false; code: "already_shipped" | "payment_on_its_way" }
  /** Some of its goods pay for others as soon as the rest of these is paid. */
  | { ok: false; code: "change_waits" }
  | { ok: false; code: "already_over"; status: OrderStatus }
  | Extract<RefundResult, { ok: false }>;

/** With `restock` the goods go back on sale. `askedBy` is who of the staff; null for a command. */
type CancelChoice = { restock: boolean; askedBy?: string | null };

/**
 * Cancels an order that will not be sent: open payments are ended, paid ones refunded.
 * @throws Stripe's errors for an outage, after which another try does what is left
 */
export async function cancelOrder(orderNumber: string, choice: CancelChoice): Promise<CancelResult> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  if (await openChangeOf(db(), orderId)) return { ok: false, code: "change_waits" };
  const status = await settleOrder(orderId);
  if (status !== null && !hasBeenPaid(status)) {
    const unpaid = await endUnpaid(orderNumber, orderId);
    if (unpaid) return unpaid;
  }
  return refundPayments(orderNumber, orderId, choice);
}

/**
 * Ends an order that nobody has paid. One that was paid meanwhile stays as it is, and nothing is given back.
 * @returns false when it was paid, or its payment is on its way
 * @throws as `cancelOrder` does
 */
export async function endUnpaidOrder(orderNumber: string): Promise<boolean> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return true;
  const status = await settleOrder(orderId);
  if (status !== null && hasBeenPaid(status)) return false;
  const ended = await endUnpaid(orderNumber, orderId);
  return ended !== null && (ended.ok || ended.code === "already_over");
}

async function endUnpaid(orderNumber: string, orderId: OrderId): Promise<CancelResult | null> {
  await releaseOrder(orderNumber);
  const attempts = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  for (const { attemptId } of attempts) await endAttempt({ orderId, attemptId: attemptId as AttemptId });
  return inTransaction(db(), async (tx): Promise<CancelResult | null> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "unknown_order" };
    if (order.status === "canceled") return { ok: false, code: "already_over", status: order.status };
    if (hasBeenPaid(order.status)) return null;
    const underWay = await tx
      .select({ stripeId: paymentAttempts.stripeId })
      .from(paymentAttempts)
      .where(
        and(eq(paymentAttempts.orderId, orderId), inArray(paymentAttempts.status, ["open", "processing"])),
      );
    const isPaying = underWay.length > 0 || (await mayBeCharged(tx, orderId));
    if (isPaying || !canTransition(order.status, "canceled")) {
      return { ok: false, code: "payment_on_its_way" };
    }
    await changeStatus(tx, order, "canceled", { actor: "merchant", detail: { code: "canceled" } }, {});
    await releaseHold(tx, orderId);
    await releaseRedemptions(tx, orderId);
    return { ok: true, status: "canceled", refunded: [], restocked: 0 };
  });
}

async function refundPayments(
  orderNumber: string,
  orderId: OrderId,
  { restock: toStock, askedBy = null }: CancelChoice,
): Promise<CancelResult> {
  const start = await findRefundablePayments(orderId);
  if (start.isSent) return { ok: false, code: "already_shipped" };
  const refunded: number[] = [];
  for (const payment of start.payments) {
    const wish = { amount: null, payment, restock: false, outside: false } as const;
    const result = await refundOrder(
      orderNumber,
      wish,
      null,
      askedBy === null ? null : { askedBy, shown: null },
    );
    if (!result.ok) return result;
    refunded.push(result.amount);
  }
  return inTransaction(db(), async (tx): Promise<CancelResult> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "unknown_order" };
    const facts = await loadFacts(tx, orderId);
    let { status } = order;
    const wasFree = facts.attempts.every(({ captured }) => !captured);
    if (wasFree && !isOver(status) && canTransition(status, "canceled")) {
      for (const open of facts.reasons) await answerReason(tx, order, open, "canceled");
      await changeStatus(tx, order, "canceled", { actor: "merchant", detail: { code: "canceled" } }, {});
      status = "canceled";
    }
    const restocked = toStock ? await restock(tx, orderId, "all", { who: askedBy ?? "merchant" }) : 0;
    if (restocked > 0) await addToTimeline(tx, orderId, "merchant", { code: "restocked" });
    const isUnchanged = refunded.length === 0 && restocked === 0 && status === start.status;
    return isUnchanged
      ? { ok: false, code: "already_over", status }
      : { ok: true, status, refunded, restocked };
  });
}

async function findRefundablePayments(orderId: OrderId) {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) return { status: undefined, isSent: false, payments: [] };
  const { facts } = (await loadRefundFacts(db(), order)).planned;
  const isLeft = (status: "duplicate" | "paid") =>
    facts.attempts.some((attempt) => attempt.status === status && refundable(balanceOf(facts, attempt)) > 0);
  const payments: ("own" | "second")[] = [
    ...(isLeft("duplicate") ? (["second"] as const) : []),
    ...(isLeft("paid") ? (["own"] as const) : []),
  ];
  const hasLeft = facts.isSent || (await parcelsOf(db(), orderId)).length > 0;
  return { status: order.status, isSent: hasLeft, payments };
}
