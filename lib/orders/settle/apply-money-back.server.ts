import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { isOutsideRefund } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Transaction } from "@/lib/db/client";
import { disputes, orderDocuments, parcels, refundRequests, refunds } from "@/lib/db/schema";
import { restock } from "@/lib/inventory/owed.server";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import { addToTimeline, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { OrderEffect } from "@/lib/model/effects";
import type { TimelineDetail } from "@/lib/model/order";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { tellMerchant } from "@/lib/outbox/tell-merchant.server";
import type { Step } from "./decide";
import { loadFacts, raiseReason } from "./facts.server";
import {
  type DisputeEvidence,
  hasFailed,
  isOnItsWay,
  isReturnedDebit,
  type RefundEvidence,
} from "./money-back";
import { balanceOf } from "./order-facts";
import { updatePaidStatus } from "./paid-status.server";

export async function applyRefund(
  tx: Transaction,
  order: OrderRow,
  { refund, before }: Omit<Extract<Step, { kind: "refund" }>, "kind">,
): Promise<OrderRow> {
  const { createdAt, ...said } = refund;
  const row = { ...said, currency: currency(refund.currency) };
  await tx
    .insert(refunds)
    .values({ ...row, orderId: order.id, createdAt })
    .onConflictDoUpdate({ target: refunds.stripeId, set: row });
  await enqueue(tx, {
    orderId: order.id,
    effect: refundEmail(refund),
    occurrence: refund.stripeId,
    payload: { refundId: refund.stripeId },
  });
  if (hasFailed(refund.status)) await raiseFailure(tx, order, refund);
  const actor = refund.requestId && before === null ? "merchant" : "stripe";
  const after = await updatePaidStatus(tx, order, { actor, detail: refundDetail(refund) });
  await completeRefundRequest(tx, order, refund);
  await askForCreditNote(tx, order, refund);
  await askForRest(tx, order, refund);
  return after;
}

/** An order with an invoice needs a credit note for money that went back, and its reversal when that money did not arrive. */
async function askForCreditNote(
  tx: Transaction,
  order: OrderRow,
  { stripeId, status }: RefundEvidence,
): Promise<void> {
  if (isOnItsWay(status)) return;
  const [document] = await tx
    .select({ number: orderDocuments.number })
    .from(orderDocuments)
    .where(eq(orderDocuments.orderId, order.id))
    .limit(1);
  if (!document) return;
  await enqueue(tx, { orderId: order.id, effect: "stripe.documents", occurrence: `${stripeId} ${status}` });
}

/** Of an order that has left in part, a refund may have been all that was still to be sent. */
async function askForRest(
  tx: Transaction,
  order: OrderRow,
  { stripeId, status }: RefundEvidence,
): Promise<void> {
  if (hasFailed(status)) return;
  const [parcel] = await tx
    .select({ id: parcels.id })
    .from(parcels)
    .where(and(eq(parcels.orderId, order.id), isNull(parcels.takenBackAt)))
    .limit(1);
  if (!parcel) return;
  await enqueue(tx, { orderId: order.id, effect: "shipping.settle", occurrence: `${stripeId} ${status}` });
}

/** Marks the merchant's refund request as made. Whoever reads the refund first does this. */
async function completeRefundRequest(
  tx: Transaction,
  order: OrderRow,
  { requestId, status }: RefundEvidence,
): Promise<void> {
  if (!requestId) return;
  const [made] = await tx
    .update(refundRequests)
    .set({ status: "made" })
    .where(
      and(
        eq(refundRequests.id, requestId),
        eq(refundRequests.orderId, order.id),
        ne(refundRequests.status, "made"),
      ),
    )
    .returning({ id: refundRequests.id, wish: refundRequests.wish, askedBy: refundRequests.askedBy });
  if (!made?.wish.restock || hasFailed(status)) return;
  const pieces = made.wish.restock === true ? "all" : made.wish.restock;
  const cause = { who: made.askedBy ?? "merchant", reference: made.id };
  if ((await restock(tx, order.id, pieces, cause)) > 0) {
    await addToTimeline(tx, order.id, "merchant", { code: "restocked" });
  }
}

/** Opens the reason `refund_failed`. The shopper was promised this money, so another refund of the same amount must follow. */
async function raiseFailure(tx: Transaction, order: OrderRow, refund: RefundEvidence): Promise<void> {
  const facts = await loadFacts(tx, order.id);
  const payment = facts.attempts.find((attempt) => attempt.paymentIntentId === refund.paymentIntentId);
  const { refunded, credited } = balanceOf(facts, payment);
  await raiseReason(tx, order.id, {
    reason: "refund_failed",
    about: refund.stripeId,
    target: refunded + credited + refund.amount,
    actual: refund.failureReason ?? refund.status,
  });
}

function refundEmail({ status }: RefundEvidence): OrderEffect {
  if (hasFailed(status)) return "email.refund_failed";
  return isOnItsWay(status) ? "email.refund_pending" : "email.refunded";
}

function refundDetail({ stripeId, status, amount, failureReason }: RefundEvidence): TimelineDetail {
  if (hasFailed(status)) return { code: "refund_failed", amount, reason: failureReason };
  if (isOnItsWay(status)) return { code: "refund_pending", amount };
  return { code: "refunded", amount, ...(isOutsideRefund(stripeId) && { outside: true }) };
}

/** Applies a new or changed dispute. One that was over when the store learned of it still counts as open for a moment first. */
export async function applyDispute(
  tx: Transaction,
  order: OrderRow,
  { dispute, before }: Extract<Step, { kind: "dispute" }>,
): Promise<OrderRow> {
  const { status, amount, reason, outcome } = dispute;
  const stage = disputeStage(dispute);
  if (!before || disputeStage(before) !== stage) {
    await tellMerchant(tx, {
      orderId: order.id,
      effect: "email.merchant_dispute",
      occurrence: `${dispute.stripeId} ${stage}`,
      payload: { disputeId: dispute.stripeId, stage },
    });
  }
  if (before && before.status === status && before.outcome === outcome) {
    await storeDispute(tx, order, dispute);
    return order;
  }
  const wasOpen = before !== null && before.outcome === null;
  let current = order;
  if (!wasOpen) {
    await storeDispute(tx, order, { ...dispute, outcome: null });
    const detail = { code: "disputed", amount, reason } as const;
    current = await updatePaidStatus(tx, current, { actor: "stripe", detail });
  }
  if (outcome === null && !wasOpen) return current;
  await storeDispute(tx, order, dispute);
  const detail: TimelineDetail =
    outcome === null ? { code: "dispute_changed", status } : { code: "dispute_closed", amount, outcome };
  current = await updatePaidStatus(tx, current, { actor: "stripe", detail });
  if (current.status === "charged_back" && isReturnedDebit(reason)) {
    await enqueue(tx, {
      orderId: order.id,
      effect: "email.payment_returned",
      occurrence: dispute.stripeId,
    });
  }
  return current;
}

async function storeDispute(tx: Transaction, order: OrderRow, dispute: DisputeEvidence): Promise<void> {
  const row = { ...dispute, currency: currency(dispute.currency) };
  await tx
    .insert(disputes)
    .values({ ...row, orderId: order.id })
    .onConflictDoUpdate({ target: disputes.stripeId, set: row });
}
