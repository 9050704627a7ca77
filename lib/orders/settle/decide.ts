import { canTransition, hasBeenPaid, isOver } from "@/lib/lifecycle/transitions";
import type { AttemptStatus, OrderStatus, RefundStatus } from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import { compareMethods, compareWithQuote, type Mismatch } from "./compare";
import type { PaymentEvidence } from "./evidence";
import { type DisputeEvidence, isNewer, type RefundEvidence } from "./money-back";
import type { DisputeFacts, OrderFacts, PaymentFacts } from "./order-facts";

export type AttemptState = PaymentFacts & {
  /** `pm_…`; null before confirmation, and when Stripe's page confirms. */
  paymentMethodId: string | null;
};

export type OrderState = Pick<OrderFacts, "refunds" | "disputes"> & {
  status: OrderStatus;
  quote: Quote;
  /** All attempts, oldest first, as stored before this evidence. */
  attempts: readonly AttemptState[];
  /** A confirmation is running and has no id from Stripe yet. */
  isBeingConfirmed: boolean;
};

export type Step =
  | { kind: "take_payment"; evidence: PaymentEvidence; mismatch: Mismatch | null }
  | { kind: "paid_after_cancel"; evidence: PaymentEvidence; mismatch: Mismatch | null }
  | { kind: "paid_twice"; evidence: PaymentEvidence; mismatch: Mismatch | null }
  /** An earlier payment of the order was refunded. */
  | { kind: "paid_when_over"; evidence: PaymentEvidence; mismatch: Mismatch | null }
  | { kind: "processing"; evidence: PaymentEvidence }
  | { kind: "failed"; evidence: PaymentEvidence }
  | { kind: "expired"; evidence: PaymentEvidence }
  | { kind: "refund"; refund: RefundEvidence; before: RefundStatus | null }
  | { kind: "dispute"; dispute: DisputeEvidence; before: DisputeFacts | null };

/** A status only moves to a higher rank. Evidence of a lower rank was read before another process settled a newer answer. */
const RANK = {
  open: 0,
  processing: 1,
  failed: 2,
  expired: 2,
  paid: 3,
  duplicate: 4,
} as const satisfies Record<AttemptStatus, number>;

export function isStale(reported: AttemptStatus, stored: AttemptStatus): boolean {
  return RANK[reported] < RANK[stored];
}

/** The steps that follow from Stripe's evidence of one attempt. Pure; applied to the new state, the same evidence gives no step. */
export function decide(order: OrderState, evidence: PaymentEvidence): Step[] {
  const stored = order.attempts.find((attempt) => attempt.stripeId === evidence.stripeId);
  if (evidence.status === "paid") {
    const isKnown = stored?.status === "paid" || stored?.status === "duplicate";
    const taken = isKnown ? [] : [takePayment(order, evidence, stored)];
    return [...taken, ...moneyBack(order, evidence)];
  }
  if (stored && (stored.status === evidence.status || isStale(evidence.status, stored.status))) return [];

  switch (evidence.status) {
    case "open":
    case "duplicate":
      return [];
    case "processing":
      return canTransition(order.status, "processing") ? [{ kind: "processing", evidence }] : [];
    case "failed":
      return othersAlive(order, evidence) || !canTransition(order.status, "payment_failed")
        ? []
        : [{ kind: "failed", evidence }];
    case "expired":
      return order.isBeingConfirmed || othersAlive(order, evidence) ? [] : expired(order, evidence);
  }
}

function takePayment(order: OrderState, evidence: PaymentEvidence, stored: AttemptState | undefined): Step {
  const mismatch = compareWithQuote(order.quote, evidence) ?? compareMethods(stored, evidence);
  return { kind: paymentKind(order.status), evidence, mismatch };
}

function paymentKind(status: OrderStatus) {
  if (status === "canceled") return "paid_after_cancel";
  if (isOver(status)) return "paid_when_over";
  return hasBeenPaid(status) ? "paid_twice" : "take_payment";
}

function moneyBack(order: OrderState, { refunds, disputes }: PaymentEvidence): Step[] {
  const refundSteps = [...refunds]
    .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime())
    .flatMap((refund): Step[] => {
      const before = order.refunds.find(({ stripeId }) => stripeId === refund.stripeId)?.status ?? null;
      return before === null || isNewer(before, refund.status) ? [{ kind: "refund", refund, before }] : [];
    });
  const disputeSteps = disputes.flatMap((dispute): Step[] => {
    const before = order.disputes.find(({ stripeId }) => stripeId === dispute.stripeId) ?? null;
    return before === null || dispute.seenAt > before.seenAt ? [{ kind: "dispute", dispute, before }] : [];
  });
  return [...refundSteps, ...disputeSteps];
}

/** The last open payment expired. If a payment failed before, the order ended by that failure. */
function expired(order: OrderState, evidence: PaymentEvidence): Step[] {
  if (canTransition(order.status, "expired")) return [{ kind: "expired", evidence }];
  return order.status === "processing" ? [{ kind: "failed", evidence }] : [];
}

function othersAlive(order: OrderState, evidence: PaymentEvidence): boolean {
  return order.attempts.some(
    (attempt) =>
      attempt.stripeId !== evidence.stripeId && attempt.status !== "failed" && attempt.status !== "expired",
  );
}
