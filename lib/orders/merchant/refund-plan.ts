import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus, RefundTerms } from "@/lib/model/order";
import {
  balanceOf,
  type OrderFacts,
  ownPayment,
  type PaymentFacts,
  refundable,
} from "@/lib/orders/settle/order-facts";

export type RefundPlan =
  | { ok: true; paymentIntentId: string; amount: number }
  | { ok: false; code: "not_paid"; status: OrderStatus }
  | { ok: false; code: "which_payment" | "no_second_payment" | "disputed" | "nothing_to_refund" }
  /** The refund leaves the rest of the order paid and still to be sent, so its goods can't go back on sale. */
  | { ok: false; code: "goods_to_be_sent" }
  /** `left` is what can still be refunded, in minor units. */
  | { ok: false; code: "too_much"; left: number };

/** Decides which payment gives back how much. Pure. No other refund of the order may be under way. */
export function planRefund(
  status: OrderStatus,
  facts: OrderFacts,
  wish: Pick<RefundTerms, "amount" | "payment" | "restock">,
): RefundPlan {
  if (!hasBeenPaid(status)) return { ok: false, code: "not_paid", status };
  const leftOf = (payment: PaymentFacts) => refundable(balanceOf(facts, payment));
  const second = facts.attempts.find((attempt) => attempt.status === "duplicate" && leftOf(attempt) > 0);
  if (second && wish.payment === null) return { ok: false, code: "which_payment" };
  if (!second && wish.payment === "second") return { ok: false, code: "no_second_payment" };
  const payment = wish.payment === "second" ? second : ownPayment(facts);
  const paymentIntentId = payment?.paymentIntentId;
  if (!payment || !paymentIntentId) return { ok: false, code: "nothing_to_refund" };
  const isBarred = facts.disputes.some(
    (dispute) =>
      dispute.paymentIntentId === paymentIntentId && dispute.outcome === null && !dispute.isRefundable,
  );
  if (isBarred) return { ok: false, code: "disputed" };
  const left = leftOf(payment);
  if (left <= 0) return { ok: false, code: "nothing_to_refund" };
  const amount = wish.amount ?? left;
  if (amount > left) return { ok: false, code: "too_much", left };
  const endsOrder = !second && amount === left;
  if (wish.restock && !facts.isSent && !endsOrder) return { ok: false, code: "goods_to_be_sent" };
  return { ok: true, paymentIntentId, amount };
}
