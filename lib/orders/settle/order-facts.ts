import type {
  AttemptStatus,
  AttentionReason,
  DisputeOutcome,
  OrderStatus,
  RefundStatus,
} from "@/lib/model/order";
import { isOnItsWay } from "./money-back";

export type PaymentFacts = {
  stripeId: string;
  status: AttemptStatus;
  paymentIntentId: string | null;
  /** Minor units; null until Stripe was asked. */
  captured: number | null;
};

export type RefundFacts = {
  stripeId: string;
  paymentIntentId: string;
  amount: number;
  status: RefundStatus;
};

/** Money that the shopper took as a code. */
type CreditFacts = {
  id: string;
  paymentIntentId: string;
  /** Minor units, less what was taken back. */
  amount: number;
  /** How many refunds of the order were known before it, as each is divided after those before it. */
  refundsBefore: number;
};

export type DisputeFacts = {
  stripeId: string;
  paymentIntentId: string;
  amount: number;
  status: string;
  outcome: DisputeOutcome | null;
  isRefundable: boolean;
  seenAt: Date;
};

export type OpenReason = {
  reason: AttentionReason;
  about: string;
  /** After a failed refund: how much of its payment must be refunded in all, in minor units. */
  target: number | null;
};

export type OrderFacts = {
  attempts: readonly PaymentFacts[];
  refunds: readonly RefundFacts[];
  credits: readonly CreditFacts[];
  disputes: readonly DisputeFacts[];
  reasons: readonly OpenReason[];
  isOwed: boolean;
  isSent: boolean;
  /** The goods can be collected. */
  isReady: boolean;
};

export type Balance = {
  captured: number;
  refunded: number;
  pending: number;
  chargedBack: number;
  /** Given as codes: Stripe still has this money, and it is no longer there to be refunded. */
  credited: number;
};

export function ownPayment({ attempts }: Pick<OrderFacts, "attempts">): PaymentFacts | undefined {
  return attempts.find((attempt) => attempt.status === "paid");
}

export function balanceOf(facts: OrderFacts, payment: PaymentFacts | undefined): Balance {
  const id = payment?.paymentIntentId ?? null;
  const refunds = facts.refunds.filter((refund) => refund.paymentIntentId === id);
  const lost = facts.disputes.filter(
    (dispute) => dispute.paymentIntentId === id && dispute.outcome === "lost",
  );
  const sum = (amounts: readonly { amount: number }[]) =>
    amounts.reduce((total, { amount }) => total + amount, 0);
  return {
    captured: payment?.captured ?? 0,
    refunded: sum(refunds.filter(({ status }) => status === "succeeded")),
    pending: sum(refunds.filter(({ status }) => isOnItsWay(status))),
    chargedBack: sum(lost),
    credited: sum(facts.credits.filter((credit) => credit.paymentIntentId === id)),
  };
}

export function refundable({ captured, refunded, pending, chargedBack, credited }: Balance): number {
  return Math.max(0, captured - refunded - pending - chargedBack - credited);
}

/** Calculated from all facts, in whatever order they came: open disputes decide first, then reasons for a person, then the money, then the goods. */
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

/** A reason is closed while all the money it is about is being refunded. */
function isReasonOpen(facts: OrderFacts, open: OpenReason): boolean {
  const balance = balanceOf(facts, paymentOf(facts, open));
  const { refunded, pending, chargedBack, credited } = balance;
  return !isAll(balance, refunded + pending + chargedBack + credited);
}

function paymentOf(facts: OrderFacts, { reason, about }: OpenReason): PaymentFacts | undefined {
  if (reason !== "refund_failed") return facts.attempts.find(({ stripeId }) => stripeId === about);
  const refund = facts.refunds.find(({ stripeId }) => stripeId === about);
  return facts.attempts.find(({ paymentIntentId }) => paymentIntentId === refund?.paymentIntentId);
}

export type AutomaticStep =
  | { kind: "answer"; open: OpenReason }
  /** The order was paid twice and its own payment was refunded, so the other payment takes its place. */
  | { kind: "stand_in"; own: PaymentFacts; other: PaymentFacts; open: OpenReason };

export function nextAutomaticStep(facts: OrderFacts): AutomaticStep | null {
  for (const open of facts.reasons) {
    const payment = paymentOf(facts, open);
    const balance = balanceOf(facts, payment);
    const back = balance.refunded + balance.credited;
    if (isAll(balance, back + balance.chargedBack)) return { kind: "answer", open };
    if (open.target !== null && back >= open.target) return { kind: "answer", open };
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
