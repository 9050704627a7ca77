import type { PaymentIntentId } from "@/lib/base/ids";
import type { DisputeEvidence, RefundEvidence } from "@/lib/orders/settle/money-back";

/** A card's refund of 5.00 EUR that succeeded. */
export function aRefund(stripeId: string, changes: Partial<RefundEvidence> = {}): RefundEvidence {
  return {
    stripeId,
    paymentIntentId: "pi_1" as PaymentIntentId,
    amount: 500,
    currency: "eur",
    status: "succeeded",
    reason: null,
    failureReason: null,
    requestId: null,
    createdAt: new Date(0),
    ...changes,
  };
}

export function aDispute(changes: Partial<DisputeEvidence> = {}): DisputeEvidence {
  return {
    stripeId: "dp_1",
    paymentIntentId: "pi_1" as PaymentIntentId,
    amount: 500,
    currency: "eur",
    status: "needs_response",
    reason: "fraudulent",
    outcome: null,
    evidenceDueAt: new Date(9_000),
    hasEvidence: false,
    isMoneyTaken: true,
    isRefundable: false,
    openedAt: new Date(0),
    seenAt: new Date(0),
    ...changes,
  };
}
