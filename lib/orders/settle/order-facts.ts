import type {
  AttemptStatus,
  AttentionReason,
  DisputeOutcome,
  OrderStatus,
  RefundStatus,
} from "@/lib/model/order";
import { isOnItsWay } from "./money-back";

/** What is on record about one try to pay an order. Amounts here are minor units of the order's currency. */
export type PaymentFacts = {
  stripeId: string;
  status: AttemptStatus;
  paymentIntentId: string | null;
  /** Null until Stripe was asked. */
  captured: number | null;
};

export type RefundFacts = {
  stripeId: string;
  paymentIntentId: string;
  amount: number;
  status: RefundStatus;
};

export type DisputeFacts = {
  stripeId: string;
  paymentIntentId: string;
  amount: number;
  status: string;
  outcome: DisputeOutcome | null;
  /** Stripe would still refund the payment. */
  isRefundable: boolean;
  seenAt: Date;
};

export type OpenReason = {
  reason: AttentionReason;
  /** The payment or the refund that it is about. */
  about: string;
  /** With a refund that failed: what must have gone back of its payment for the shopper to have all that was promised. */
  target: number | null;
};

/** Everything that decides where a paid order stands. */
export type OrderFacts = {
  /** In the order they were made. */
  attempts: readonly PaymentFacts[];
  refunds: readonly RefundFacts[];
  disputes: readonly DisputeFacts[];
  reasons: readonly OpenReason[];
  /** The order waits for goods that are out of stock. */
  isOwed: boolean;
  /** The parcel has left. */
  isSent: boolean;
};

export type Balance = {
  captured: number;
  /** Refunded, and the refund went through. */
  refunded: number;
  /** Refunded, but not through yet. */
  pending: number;
  /** Taken back by the payer's bank. */
  chargedBack: number;
};

/** The payment that pays for the order; none for an order that nothing was paid for. */
export function ownPayment({ attempts }: Pick<OrderFacts, "attempts">): PaymentFacts | undefined {
  return attempts.find((attempt) => attempt.status === "paid");
}

export function balanceOf(facts: OrderFacts, payment: PaymentFacts | undefined): Balance {
  const id = payment?.paymentIntentId ?? null;
  const refunds = facts.refunds.filter((refund) => refund.paymentIntentId === id);
  const lost = facts.disputes.filter(
    (dispute) => dispute.paymentIntentId === id && dispute.outcome === "lost",
  );
  const sum = (amounts: { amount: number }[]) => amounts.reduce((total, { amount }) => total + amount, 0);
  return {
    captured: payment?.captured ?? 0,
    refunded: sum(refunds.filter(({ status }) => status === "succeeded")),
    pending: sum(refunds.filter(({ status }) => isOnItsWay(status))),
    chargedBack: sum(lost),
  };
}

/** How much of a payment can still be refunded. */
export function refundable({ captured, refunded, pending, chargedBack }: Balance): number {
  return Math.max(0, captured - refunded - pending - chargedBack);
}

/**
 * Where a paid order stands: worked out anew from what is known, so that it does not matter in which order, how often or
 * how late it became known. An unanswered question of a bank's comes first, then what needs a person, then where the
 * money is, then where the goods are.
 */
export function paidOrderStatus(facts: OrderFacts): OrderStatus {
  if (facts.disputes.some((dispute) => dispute.outcome === null)) return "disputed";
  if (facts.reasons.some((open) => isReasonOpen(facts, open))) return "needs_attention";
  const balance = balanceOf(facts, ownPayment(facts));
  const { refunded, pending, chargedBack } = balance;
  if (isAll(balance, chargedBack)) return "charged_back";
  if (isAll(balance, refunded + chargedBack)) return "refunded";
  if (isAll(balance, refunded + pending + chargedBack)) return "refund_pending";
  if (facts.isSent) return "shipped";
  if (facts.isOwed) return "awaiting_stock";
  return refunded + chargedBack > 0 ? "partially_refunded" : "paid";
}

function isAll({ captured }: Balance, amount: number): boolean {
  return captured > 0 && amount >= captured;
}

/** A reason is not open while all of the money that it is about is being refunded. */
function isReasonOpen(facts: OrderFacts, open: OpenReason): boolean {
  const balance = balanceOf(facts, paymentOf(facts, open));
  return !isAll(balance, balance.refunded + balance.pending + balance.chargedBack);
}

/** Whose money a reason is about. */
function paymentOf(facts: OrderFacts, { reason, about }: OpenReason): PaymentFacts | undefined {
  if (reason !== "refund_failed") return facts.attempts.find(({ stripeId }) => stripeId === about);
  const refund = facts.refunds.find(({ stripeId }) => stripeId === about);
  return facts.attempts.find(({ paymentIntentId }) => paymentIntentId === refund?.paymentIntentId);
}

/** A step that follows from the facts and needs no person. */
export type AutomaticStep =
  /** The money was refunded, so the reason is closed. */
  | { kind: "answer"; open: OpenReason }
  /** Of two payments the order's own went back: the other one takes its place. */
  | { kind: "stand_in"; own: PaymentFacts; other: PaymentFacts; open: OpenReason };

/** The next automatic step, or null when there is none. */
export function nextAutomaticStep(facts: OrderFacts): AutomaticStep | null {
  for (const open of facts.reasons) {
    const payment = paymentOf(facts, open);
    const balance = balanceOf(facts, payment);
    if (isAll(balance, balance.refunded + balance.chargedBack)) return { kind: "answer", open };
    if (open.target !== null && balance.refunded >= open.target) return { kind: "answer", open };
    if (open.reason === "paid_twice" && payment) {
      const own = ownPayment(facts);
      const isUntouched = refundable(balance) === balance.captured;
      const of = balanceOf(facts, own);
      if (own && isAll(of, of.refunded) && isUntouched && of.captured === balance.captured) {
        return { kind: "stand_in", own, other: payment, open };
      }
    }
  }
  return null;
}
