import type Stripe from "stripe";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { DisputeOutcome, RefundStatus } from "@/lib/model/order";
import { idOf } from "@/lib/stripe/expanded";

export type RefundEvidence = {
  stripeId: string;
  paymentIntentId: PaymentIntentId;
  amount: number;
  currency: string;
  status: RefundStatus;
  reason: string | null;
  failureReason: string | null;
  /** The merchant's request that led to the refund; null for a refund made in Stripe's dashboard. */
  requestId: string | null;
  createdAt: Date;
};

export type DisputeEvidence = {
  stripeId: string;
  paymentIntentId: PaymentIntentId;
  amount: number;
  currency: string;
  status: string;
  reason: string;
  outcome: DisputeOutcome | null;
  evidenceDueAt: Date | null;
  hasEvidence: boolean;
  isMoneyTaken: boolean;
  isRefundable: boolean;
  openedAt: Date;
  seenAt: Date;
};

const REFUND_STATUSES = {
  requires_action: "requires_action",
  pending: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "canceled",
} as const satisfies Record<RefundStatus, RefundStatus>;

/** A status that the store does not know counts as pending, as no money is known to have moved. */
function refundStatus(status: string | null): RefundStatus {
  return Object.values(REFUND_STATUSES).find((known) => known === status) ?? "pending";
}

/** What Stripe says about a refund; null when it has no PaymentIntent, so that it can't belong to an order. */
export function refundEvidence(refund: Stripe.Refund): RefundEvidence | null {
  const paymentIntentId = idOf(refund.payment_intent);
  if (!paymentIntentId) return null;
  return {
    stripeId: refund.id,
    paymentIntentId: paymentIntentId as PaymentIntentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refundStatus(refund.status),
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
    requestId: refund.metadata?.refund_request ?? null,
    createdAt: new Date(refund.created * 1000),
  };
}

/**
 * What was given back of a charge. Where only a part of it was captured, Stripe lists the part that was let go of as a refund too. Its money was never
 * taken, so that it has no balance transaction, as each other refund that succeeded has. Source: github.com/solidusio/solidus_stripe/pull/268.
 */
export function refundsOf(
  charge: Pick<Stripe.Charge, "amount" | "amount_captured" | "captured">,
  refunds: readonly Stripe.Refund[],
): RefundEvidence[] {
  const letGo = charge.captured ? charge.amount - charge.amount_captured : 0;
  const [release] = refunds
    .filter(
      ({ amount, status, balance_transaction: booked }) =>
        amount === letGo && status === "succeeded" && booked === null,
    )
    .sort((left, right) => left.created - right.created);
  return refunds.flatMap((refund) => (refund === release ? [] : (refundEvidence(refund) ?? [])));
}

export function disputeEvidence(
  dispute: Stripe.Dispute,
  paymentIntentId: PaymentIntentId,
  seenAt: Date,
): DisputeEvidence {
  const { due_by, has_evidence } = dispute.evidence_details;
  const isMoneyTaken = dispute.balance_transactions.reduce((sum, { amount }) => sum + amount, 0) < 0;
  const outcome = outcomeOf(dispute.status, isMoneyTaken);
  return {
    stripeId: dispute.id,
    paymentIntentId,
    amount: dispute.amount,
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason,
    outcome,
    evidenceDueAt: due_by === null || outcome !== null ? null : new Date(due_by * 1000),
    hasEvidence: has_evidence,
    isMoneyTaken,
    isRefundable: dispute.is_charge_refundable,
    openedAt: new Date(dispute.created * 1000),
    seenAt,
  };
}

/** How a dispute ended. Null while undecided, and for a status the store does not know, so that a person looks at it. */
function outcomeOf(status: string, isMoneyTaken: boolean): DisputeOutcome | null {
  switch (status) {
    case "won":
      return "won";
    case "lost":
      return "lost";
    case "warning_closed":
    case "prevented":
      return isMoneyTaken ? "lost" : "closed";
    default:
      return null;
  }
}

/** A refund's status only moves to a higher rank. A lower one was read before a newer answer. */
const RANK = {
  requires_action: 0,
  pending: 1,
  succeeded: 2,
  failed: 3,
  canceled: 3,
} as const satisfies Record<RefundStatus, number>;

export function isNewer(from: RefundStatus, to: RefundStatus): boolean {
  return RANK[to] > RANK[from];
}

/** The refund may still fail, so its money counts neither as refunded nor as kept. */
export function isOnItsWay(status: RefundStatus): boolean {
  return status === "pending" || status === "requires_action";
}

export function hasFailed(status: RefundStatus): boolean {
  return status === "failed" || status === "canceled";
}

/** Reasons of direct debits that the bank took back without asking anyone. */
const RETURNED = new Set([
  "bank_cannot_process",
  "check_returned",
  "customer_initiated",
  "debit_not_authorized",
  "incorrect_account_details",
  "insufficient_funds",
]);

export const isReturnedDebit = (reason: string): boolean => RETURNED.has(reason);
