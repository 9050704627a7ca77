import type { Quote } from "@/lib/quote/types";
import { compareMethods, compareWithQuote, type Mismatch } from "./compare";
import type { PaymentEvidence } from "./evidence";
import { canTransition, hasBeenPaid } from "./transitions";
import type { AttemptStatus, OrderStatus } from "./types";

export type AttemptState = {
  stripeId: string;
  status: AttemptStatus;
  /** `pm_…` that the store confirmed it with; null where Stripe's page does, and before. */
  paymentMethodId: string | null;
};

export type OrderState = {
  status: OrderStatus;
  quote: Quote;
  total: number;
  amountRefunded: number;
  /** In the order they were made, as stored, before this evidence. */
  attempts: readonly AttemptState[];
  /** A payment is just being made that Stripe has no id for yet. */
  isBeingConfirmed: boolean;
};

/** One step of settling; the steps of a decision are carried out in their order, in one transaction. */
export type Step =
  | { kind: "take_payment"; evidence: PaymentEvidence; mismatch: Mismatch | null }
  | { kind: "paid_after_cancel"; evidence: PaymentEvidence }
  | { kind: "paid_twice"; evidence: PaymentEvidence }
  | { kind: "processing"; evidence: PaymentEvidence }
  | { kind: "failed"; evidence: PaymentEvidence }
  | { kind: "expired"; evidence: PaymentEvidence }
  | { kind: "refunded"; amount: number; full: boolean }
  | { kind: "disputed" };

/** An attempt only ever moves up: evidence read before another process settled newer evidence is stale. */
const RANK = {
  open: 0,
  processing: 1,
  failed: 2,
  expired: 2,
  paid: 3,
  duplicate: 4,
} as const satisfies Record<AttemptStatus, number>;

export function isStale(told: AttemptStatus, stored: AttemptStatus): boolean {
  return RANK[told] < RANK[stored];
}

/**
 * What an order must do about what Stripe says of one of its attempts. Pure, and at rest once carried out: asking
 * again with the same evidence and the new state gives no step.
 */
export function decide(order: OrderState, evidence: PaymentEvidence): Step[] {
  const stored = order.attempts.find((attempt) => attempt.stripeId === evidence.stripeId);
  if (stored && isStale(evidence.status, stored.status)) return [];
  if (stored?.status === evidence.status) {
    return evidence.status === "paid" ? afterPayment(order, order.status, evidence) : [];
  }

  switch (evidence.status) {
    case "open":
      return [];
    case "paid":
      return takePayment(order, evidence, stored);
    case "processing":
      return canTransition(order.status, "processing") ? [{ kind: "processing", evidence }] : [];
    case "failed":
      return othersAlive(order, evidence) || !canTransition(order.status, "payment_failed")
        ? []
        : [{ kind: "failed", evidence }];
    case "expired":
      return order.isBeingConfirmed || othersAlive(order, evidence) || !canTransition(order.status, "expired")
        ? []
        : [{ kind: "expired", evidence }];
    case "duplicate":
      return [];
  }
}

function takePayment(order: OrderState, evidence: PaymentEvidence, stored: AttemptState | undefined): Step[] {
  if (order.status === "canceled") return [{ kind: "paid_after_cancel", evidence }];
  if (hasBeenPaid(order.status)) return [{ kind: "paid_twice", evidence }];
  const mismatch = compareWithQuote(order.quote, evidence) ?? compareMethods(stored, evidence);
  const after = mismatch ? "needs_attention" : "paid";
  return [{ kind: "take_payment", evidence, mismatch }, ...afterPayment(order, after, evidence)];
}

function afterPayment(order: OrderState, status: OrderStatus, evidence: PaymentEvidence): Step[] {
  const steps: Step[] = [];
  if (evidence.amountRefunded > order.amountRefunded) {
    const full = evidence.amountRefunded >= evidence.total;
    steps.push({ kind: "refunded", amount: evidence.amountRefunded, full });
  }
  if (evidence.disputed && status !== "disputed" && canTransition(status, "disputed")) {
    steps.push({ kind: "disputed" });
  }
  return steps;
}

/** Another attempt that can still bring the money, or has. */
function othersAlive(order: OrderState, evidence: PaymentEvidence): boolean {
  return order.attempts.some(
    (attempt) =>
      attempt.stripeId !== evidence.stripeId && attempt.status !== "failed" && attempt.status !== "expired",
  );
}
