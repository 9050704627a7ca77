import type { VariantId } from "@/lib/base/ids";
import type { LinePieces, RefundShare } from "@/lib/model/refund";
import { hasFailed } from "@/lib/orders/settle/money-back";
import type { PaymentFacts, RefundFacts } from "@/lib/orders/settle/order-facts";
import type { RefundParts } from "./refund-parts";
import { type GivenBack, shareRefund } from "./refund-share";

/** How refunds divide, by their ids at Stripe. A refund made in Stripe's dashboard has no share: it is an amount of the order. */
export type RefundShares = ReadonlyMap<string, RefundShare>;

type Refunds = { refunds: readonly RefundFacts[]; shares: RefundShares };

/** What a payment's refunds gave back of the order. One that failed later counts no more, so that its lines can be refunded again. */
export function givenBack(
  payment: PaymentFacts,
  { refunds, shares }: Refunds,
  parts: RefundParts,
): GivenBack {
  const pieces = new Map<VariantId, number>();
  const sums = { delivery: 0, taxAdded: 0, taxIncluded: 0 };
  let left = payment.captured ?? 0;
  for (const { stripeId, amount } of standing(payment, refunds)) {
    const before = { pieces, ...sums };
    const asAmount = shareRefund({ parts, before, left }, { amount });
    const share = shares.get(stripeId) ?? (asAmount.ok ? asAmount.share : null);
    left -= amount;
    if (!share) continue;
    for (const { variantId, quantity } of share.lines) {
      pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
    }
    sums.delivery += share.delivery.amount;
    sums.taxAdded += share.taxAdded;
    sums.taxIncluded += share.taxIncluded;
  }
  return { pieces, ...sums };
}

/** The lines' pieces that a payment's refunds have not given back. */
export function piecesLeft<Line extends LinePieces>(
  lines: readonly Line[],
  payment: PaymentFacts | undefined,
  { refunds, shares }: Refunds,
): Line[] {
  const gone = payment
    ? standing(payment, refunds).flatMap(({ stripeId }) => shares.get(stripeId)?.lines ?? [])
    : [];
  return lines.flatMap((line) => {
    const back = gone.filter(({ variantId }) => variantId === line.variantId);
    const quantity = line.quantity - back.reduce((sum, one) => sum + one.quantity, 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

const standing = ({ paymentIntentId }: PaymentFacts, refunds: readonly RefundFacts[]) =>
  refunds.filter((refund) => refund.paymentIntentId === paymentIntentId && !hasFailed(refund.status));
