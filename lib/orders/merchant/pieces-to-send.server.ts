import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { orderCredits, paymentAttempts, refundRequests, refunds } from "@/lib/db/schema";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { creditRowsOf, refundRowsOf } from "@/lib/orders/settle/refund-rows.server";
import { piecesLeft, type RefundShares, shareOfCredit } from "./given-back";

export const loadShares = async (q: Queryable, orderId: OrderId): Promise<RefundShares> =>
  new Map((await sharesOf(q, [orderId])).map(({ id, share }) => [id, share]));

async function sharesOf(q: Queryable, orderIds: readonly OrderId[]) {
  const ids = [...orderIds];
  const rows = await q
    .select({ orderId: refunds.orderId, id: refunds.stripeId, share: refundRequests.share })
    .from(refunds)
    .innerJoin(refundRequests, eq(refundRequests.id, refunds.requestId))
    .where(and(inArray(refunds.orderId, ids), isNotNull(refundRequests.share)));
  const credits = await q
    .select({
      orderId: orderCredits.orderId,
      id: orderCredits.id,
      share: orderCredits.share,
      counted: sql<number>`${orderCredits.amount} - ${orderCredits.takenBack}`,
    })
    .from(orderCredits)
    .where(and(inArray(orderCredits.orderId, ids), gt(orderCredits.amount, orderCredits.takenBack)));
  return [
    ...rows.flatMap(({ share, ...row }) => (share ? [{ ...row, share }] : [])),
    ...credits.map(({ counted, share, ...row }) => ({ ...row, share: shareOfCredit(share, counted) })),
  ];
}

type Ordered = { id: OrderId; quote: Quote };

/** The lines of an order with the pieces that were not refunded: those are what is sent. Work and vouchers are not among them. */
export const piecesToSend = async (q: Queryable, order: Ordered): Promise<QuoteLine[]> =>
  (await piecesToSendOf(q, [order])).get(order.id) ?? [];

/** `piecesToSend` of many orders, in as many statements as of one. */
export async function piecesToSendOf(
  q: Queryable,
  all: readonly Ordered[],
): Promise<Map<OrderId, QuoteLine[]>> {
  const ids = all.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const payments = await q
    .select({
      orderId: paymentAttempts.orderId,
      stripeId: paymentAttempts.stripeId,
      status: paymentAttempts.status,
      paymentIntentId: paymentAttempts.paymentIntentId,
      captured: paymentAttempts.amountCaptured,
    })
    .from(paymentAttempts)
    .where(and(inArray(paymentAttempts.orderId, ids), eq(paymentAttempts.status, "paid")))
    .orderBy(asc(paymentAttempts.createdAt));
  const given = await refundRowsOf(q, ids);
  const credits = await creditRowsOf(q, ids);
  const shares = await sharesOf(q, ids);
  return new Map(
    all.map(({ id, quote }) => {
      const own = <Row extends { orderId: OrderId | null }>(rows: readonly Row[]) =>
        rows.filter(({ orderId }) => orderId === id);
      const back = {
        ...{ refunds: own(given), credits: own(credits) },
        shares: new Map(own(shares).map((one) => [one.id, one.share])),
      };
      const goods = quote.lines.filter(({ needsNoSending }) => !needsNoSending);
      return [id, piecesLeft(goods, own(payments)[0], back)];
    }),
  );
}
