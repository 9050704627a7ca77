import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { disputes, orderAttention, paymentAttempts, shipments, stockHolds } from "@/lib/db/schema";
import { tellMerchant } from "@/lib/outbox/tell-merchant.server";
import type { AttemptState } from "./decide";
import type { DisputeFacts, OpenReason, OrderFacts, RefundFacts } from "./order-facts";
import { creditRowsOf, refundRowsOf } from "./refund-rows.server";

export async function loadFacts(q: Queryable, orderId: OrderId): Promise<OrderFacts> {
  const attempts = await loadAttempts(q, orderId);
  const money = await loadMoneyBack(q, orderId);
  const reasons: OpenReason[] = await q
    .select({ reason: orderAttention.reason, about: orderAttention.about, target: orderAttention.target })
    .from(orderAttention)
    .where(and(eq(orderAttention.orderId, orderId), isNull(orderAttention.answeredAt)))
    .orderBy(asc(orderAttention.id));
  const [owed] = await q
    .select({ variantId: stockHolds.variantId })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "owed")))
    .limit(1);
  const [shipment] = await q
    .select({ status: shipments.status })
    .from(shipments)
    .where(eq(shipments.orderId, orderId));
  const credits = await creditRowsOf(q, [orderId]);
  return {
    attempts,
    ...money,
    credits: credits.map(({ orderId: _, ...credit }) => credit),
    reasons,
    isOwed: owed !== undefined,
    isSent: shipment?.status === "sent",
    isReady: shipment?.status === "ready",
  };
}

export function loadAttempts(q: Queryable, orderId: OrderId): Promise<AttemptState[]> {
  return q
    .select({
      stripeId: paymentAttempts.stripeId,
      status: paymentAttempts.status,
      paymentIntentId: paymentAttempts.paymentIntentId,
      paymentMethodId: paymentAttempts.paymentMethodId,
      captured: paymentAttempts.amountCaptured,
    })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.orderId, orderId))
    .orderBy(paymentAttempts.createdAt);
}

export async function loadMoneyBack(
  q: Queryable,
  orderId: OrderId,
): Promise<{ refunds: RefundFacts[]; disputes: DisputeFacts[] }> {
  const ofOrder = await refundRowsOf(q, [orderId]);
  const disputed = await q
    .select({
      stripeId: disputes.stripeId,
      paymentIntentId: disputes.paymentIntentId,
      amount: disputes.amount,
      status: disputes.status,
      outcome: disputes.outcome,
      isRefundable: disputes.isRefundable,
      seenAt: disputes.seenAt,
    })
    .from(disputes)
    .where(eq(disputes.orderId, orderId))
    .orderBy(asc(disputes.openedAt), asc(disputes.stripeId));
  return { refunds: ofOrder.map(({ orderId: _, ...refund }) => refund), disputes: disputed };
}

/** Records why an order needs a person, and notifies the merchant. A reason that was answered before becomes open again. */
export async function raiseReason(
  tx: Transaction,
  orderId: OrderId,
  raised: OpenReason & { expected?: string | undefined; actual?: string | undefined },
): Promise<void> {
  const facts = {
    expected: raised.expected ?? null,
    actual: raised.actual ?? null,
    target: raised.target,
  };
  await tx
    .insert(orderAttention)
    .values({ orderId, reason: raised.reason, about: raised.about, ...facts })
    .onConflictDoUpdate({
      target: [orderAttention.orderId, orderAttention.reason, orderAttention.about],
      set: { ...facts, raisedAt: new Date(), answeredAt: null, answer: null },
    });
  const { about } = raised;
  await tellMerchant(tx, {
    orderId,
    effect: "email.merchant_attention",
    occurrence: about,
    payload: { about },
  });
}
