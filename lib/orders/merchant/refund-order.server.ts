import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import { outsideRefundId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { refundRequests } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus, RefundStatus } from "@/lib/model/order";
import type { RefundTerms } from "@/lib/model/refund";
import { applyRefund } from "@/lib/orders/settle/apply-money-back.server";
import { hasFailed } from "@/lib/orders/settle/money-back";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { findOrderId } from "./find-order.server";
import type { RefundPlan } from "./refund-plan";
import {
  claimRefund,
  markAnswered,
  markRefused,
  type RefundRequest,
  refundAskedAt,
  refundOf,
  type ShownRefund,
} from "./refund-requests.server";
import { addTierChangeToTimeline } from "./tier-change.server";

export type RefundResult =
  | {
      ok: true;
      /** Minor units. */
      amount: number;
      /** With `pending` the money is on its way, and an event says later how it ended. */
      status: RefundStatus;
      order: OrderStatus;
      /** An earlier request had already made the refund, so no more money was given back now. */
      isEarlier: boolean;
    }
  | { ok: false; code: "unknown_order" | "key_used" }
  /** Something of the payment went back since the refund was shown, so it would be another one. */
  | { ok: false; code: "changed" }
  | Exclude<RefundPlan, { ok: true }>
  /** The refund was made and failed later; the order's reason `refund_failed` says so. */
  | { ok: false; code: "failed" }
  /** Stripe refused the refund, so no money was given back. */
  | { ok: false; code: "refused"; message: string }
  /** Stripe did not answer. The store asks again by itself under the same key, so the refund is made only once. */
  | { ok: false; code: "unknown"; key: string };

/**
 * Gives money back through Stripe, or records money that was given back outside Stripe. Stripe is asked outside any transaction.
 * @param key names the request: the same key again means the same refund, and serves as Stripe's idempotency key
 * @param by who of the staff asks, and what they were shown if they were
 * @throws Stripe's errors for an outage before the refund was requested, after which another try is right
 */
export async function refundOrder(
  orderNumber: string,
  wish: RefundTerms,
  key: string | null = null,
  by: { askedBy: string; shown: ShownRefund | null } | null = null,
): Promise<RefundResult> {
  const arrival = performance.now();
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  const askedAt = await refundAskedAt(arrival);
  for (;;) {
    // Settling reads refunds that were made elsewhere, and those of earlier requests whose answer was lost.
    await settleOrder(orderId);
    const claim = await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (!order) throw new Error(`order ${orderId} no longer exists`);
      return claimRefund(tx, order, {
        ...{ wish, key, askedAt },
        ...{ askedBy: by?.askedBy ?? null, shown: by?.shown ?? null },
      });
    });
    if (claim.kind === "refused") return claim.refusal;
    const result = await makeRefund(claim.request);
    if (claim.kind === "own") {
      const isAnswerKnown = result.ok || result.code !== "unknown";
      if (isAnswerKnown) await inTransaction(db(), (tx) => markAnswered(tx, claim.request.id));
      return result.ok && !claim.isNew ? { ...result, isEarlier: claim.request.status === "made" } : result;
    }
    if (!result.ok && result.code === "unknown") return result;
  }
}

/**
 * Finds out about refund requests whose answer was lost: each is made once, or refused.
 * @returns how many are known now
 */
export async function resolveRefundRequests(limit = 20): Promise<number> {
  const lost = await db()
    .select()
    .from(refundRequests)
    .where(
      and(
        eq(refundRequests.status, "asked"),
        // Somebody may still be waiting for the answer to a younger request.
        lt(refundRequests.createdAt, sql`now() - interval '2 minutes'`),
      ),
    )
    .orderBy(refundRequests.createdAt)
    .limit(limit);
  let known = 0;
  for (const request of lost) {
    try {
      await settleOrder(request.orderId);
      const result = await makeRefund(await current(request));
      if (result.ok || result.code !== "unknown") known += 1;
    } catch (error) {
      log.error(`the result of refund ${request.id} is still unknown: ${describeError(error)}`);
    }
  }
  return known;
}

async function current(request: RefundRequest): Promise<RefundRequest> {
  const [row] = await db().select().from(refundRequests).where(eq(refundRequests.id, request.id));
  return row ?? request;
}

async function makeRefund(request: RefundRequest): Promise<RefundResult> {
  if (request.status === "refused") return { ok: false, code: "refused", message: request.refusal ?? "" };
  if (request.status === "made") return recordedRefund(request);
  return request.wish.outside ? recordOutsideRefund(request) : ask(request);
}

async function ask(request: RefundRequest): Promise<RefundResult> {
  const { id, orderId, paymentIntentId, amount, wish } = request;
  try {
    await stripe().refunds.create(
      {
        payment_intent: paymentIntentId,
        amount,
        ...(wish.reason && { reason: wish.reason }),
        metadata: { order_id: orderId, refund_request: id },
      },
      { idempotencyKey: `refund-${id}` },
    );
  } catch (error) {
    const failure = stripeFailure(error);
    log.error(`refund ${id} of order ${orderId}: ${failure.message}`);
    // Stripe is just answering the same request to another caller.
    if (failure.kind === "unavailable" || failure.code === "idempotency_key_in_use") {
      return { ok: false, code: "unknown", key: id };
    }
    await inTransaction(db(), (tx) => markRefused(tx, id, failure.message));
    await settleOrder(orderId);
    return { ok: false, code: "refused", message: failure.message };
  }
  await settleOrder(orderId);
  return recordedRefund(request);
}

/** Records money that was refunded outside Stripe. It counts as a refund that succeeded. */
async function recordOutsideRefund(request: RefundRequest): Promise<RefundResult> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, request.orderId);
    if (!order || (await refundOf(tx, request.id))) return;
    await applyRefund(tx, order, {
      refund: {
        stripeId: outsideRefundId(),
        paymentIntentId: request.paymentIntentId,
        amount: request.amount,
        currency: order.currency,
        status: "succeeded",
        reason: null,
        failureReason: null,
        requestId: request.id,
        createdAt: new Date(),
      },
      before: null,
    });
    await addTierChangeToTimeline(tx, order);
  });
  return recordedRefund(request);
}

async function recordedRefund({ id, orderId }: RefundRequest): Promise<RefundResult> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    const refund = await refundOf(tx, id);
    if (!order || !refund) return { ok: false, code: "unknown", key: id };
    if (hasFailed(refund.status)) return { ok: false, code: "failed" };
    return { ok: true, amount: refund.amount, status: refund.status, order: order.status, isEarlier: false };
  });
}
