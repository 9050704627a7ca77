import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import type { LinePieces, RefundShare, RefundTerms } from "@/lib/model/refund";
import {
  type Balance,
  balanceOf,
  type OrderFacts,
  ownPayment,
  type PaymentFacts,
  refundable,
} from "@/lib/orders/settle/order-facts";
import { givenBack, type RefundShares } from "./given-back";
import { type PaidOrder, refundParts } from "./refund-parts";
import { piecesByLine, type ShareRefusal, shareRefund } from "./refund-share";

export type RefundPlan =
  | {
      ok: true;
      paymentIntentId: string;
      /** Minor units. */
      amount: number;
      /** How the amount divides over the order; null for a payment that was one too many. */
      share: RefundShare | null;
      /** What has gone back of this payment so far, is on its way, or was given as a code. */
      before: number;
      /** What can still be given back of it afterwards. */
      left: number;
    }
  | { ok: false; code: "not_paid"; status: OrderStatus }
  | { ok: false; code: "which_payment" | "no_second_payment" | "second_has_no_lines" | "disputed" }
  /** The refund leaves the rest of the order paid and still to be sent, so its goods can't go back on sale. */
  | { ok: false; code: "goods_to_be_sent" }
  | ShareRefusal;

type Sale = { order: PaidOrder & { status: OrderStatus }; facts: OrderFacts; shares: RefundShares };

/** Decides which payment gives back how much. Pure. No other refund of the order may be under way. */
export function planRefund({ order, facts, shares }: Sale, wish: RefundTerms): RefundPlan {
  const { status } = order;
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
  const parts = refundParts(order);
  const isOwn = payment !== second;
  if (!isOwn && (wish.lines?.length || wish.delivery !== undefined)) {
    return { ok: false, code: "second_has_no_lines" };
  }
  const before = isOwn ? givenBack(payment, { ...facts, shares }, parts) : NOTHING_BACK;
  const shared = shareRefund({ parts, before, left }, wish);
  if (!shared.ok) return shared;
  const { amount } = shared.share;
  const refusal = refuseRestock(wish.restock, {
    lines: order.quote.lines,
    given: isOwn ? shared.share.lines : [],
    isToBeSent: !facts.isSent && (second !== undefined || amount < left),
  });
  if (refusal) return refusal;
  const balance = balanceOf(facts, payment);
  return {
    ok: true,
    paymentIntentId,
    amount,
    share: isOwn ? shared.share : null,
    before: gone(balance),
    left: left - amount,
  };
}

/** What of a payment is no longer the shop's to give up, in minor units. */
export const gone = ({ refunded, pending, credited }: Balance): number => refunded + pending + credited;

const NOTHING_BACK = { pieces: new Map<never, number>(), delivery: 0, taxAdded: 0, taxIncluded: 0 };

/** While the order is still to be sent, only the pieces that this refund takes out of it can be sold again. */
function refuseRestock(
  restock: RefundTerms["restock"],
  goods: { lines: readonly LinePieces[]; given: readonly LinePieces[]; isToBeSent: boolean },
): Extract<RefundPlan, { ok: false }> | null {
  if (restock === false) return null;
  if (restock === true) return goods.isToBeSent ? { ok: false, code: "goods_to_be_sent" } : null;
  const piecesOf = (lines: readonly LinePieces[], { variantId }: LinePieces) =>
    lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  for (const piece of piecesByLine(restock)) {
    const left = piecesOf(goods.lines, piece);
    if (left === 0) return { ok: false, code: "unknown_line" };
    if (piece.quantity > left) {
      return { ok: false, code: "too_many_pieces", variantId: piece.variantId, left };
    }
    if (goods.isToBeSent && piece.quantity > piecesOf(goods.given, piece)) {
      return { ok: false, code: "goods_to_be_sent" };
    }
  }
  return null;
}
