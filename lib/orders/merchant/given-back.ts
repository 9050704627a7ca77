import type { VariantId } from "@/lib/base/ids";
import type { LinePieces, RefundShare } from "@/lib/model/refund";
import { hasFailed } from "@/lib/orders/settle/money-back";
import type { OrderFacts, PaymentFacts } from "@/lib/orders/settle/order-facts";
import type { RefundParts } from "./refund-parts";
import { type GivenBack, shareRefund } from "./refund-share";

/** How refunds and credits divide, by their ids. A refund made in Stripe's dashboard has no share: it is an amount of the order. */
export type RefundShares = ReadonlyMap<string, RefundShare>;

type Refunds = Pick<OrderFacts, "refunds" | "credits"> & { shares: RefundShares };

/** What a payment's refunds and credits gave back of the order. One that failed later counts no more, so that its lines can be refunded again. */
export function givenBack(
  payment: PaymentFacts,
  { shares, ...given }: Refunds,
  parts: RefundParts,
): GivenBack {
  const pieces = new Map<VariantId, number>();
  const sums = { delivery: 0, taxAdded: 0, taxIncluded: 0 };
  let left = payment.captured ?? 0;
  for (const { id, amount } of standing(payment, given)) {
    const before = { pieces, ...sums };
    const asAmount = shareRefund({ parts, before, left }, { amount });
    const share = shares.get(id) ?? (asAmount.ok ? asAmount.share : null);
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
  { shares, ...given }: Refunds,
): Line[] {
  const gone = payment ? standing(payment, given).flatMap(({ id }) => shares.get(id)?.lines ?? []) : [];
  return lines.flatMap((line) => {
    const back = gone.filter(({ variantId }) => variantId === line.variantId);
    const quantity = line.quantity - back.reduce((sum, one) => sum + one.quantity, 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

/** The refunds and credits of a payment that count, in the order in which they were made. */
function standing(
  { paymentIntentId }: PaymentFacts,
  { refunds, credits }: Omit<Refunds, "shares">,
): { id: string; amount: number }[] {
  const creditsAfter = (count: number, isLast: boolean) =>
    credits.filter(({ refundsBefore }) => (isLast ? refundsBefore >= count : refundsBefore === count));
  return [
    ...refunds.flatMap((refund, index) => [
      ...creditsAfter(index, false),
      ...(hasFailed(refund.status) ? [] : [{ ...refund, id: refund.stripeId }]),
    ]),
    ...creditsAfter(refunds.length, true),
  ].filter((one) => one.paymentIntentId === paymentIntentId);
}

/** What of a credit's share counts after a part of it was taken back: its pieces stay given, and its tax shrinks with the amount. Pure. */
export function shareOfCredit(share: RefundShare, counted: number): RefundShare {
  const part = (tax: number) => (share.amount === 0 ? 0 : Math.floor((tax * counted) / share.amount));
  return { ...share, taxAdded: part(share.taxAdded), taxIncluded: part(share.taxIncluded) };
}
