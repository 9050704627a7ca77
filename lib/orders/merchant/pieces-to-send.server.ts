import "server-only";
import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { orderCredits, refundRequests, refunds } from "@/lib/db/schema";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { ownPayment } from "@/lib/orders/settle/order-facts";
import { piecesLeft, type RefundShares, shareOfCredit } from "./given-back";

export async function loadShares(q: Queryable, orderId: OrderId): Promise<RefundShares> {
  const rows = await q
    .select({ stripeId: refunds.stripeId, share: refundRequests.share })
    .from(refunds)
    .innerJoin(refundRequests, eq(refundRequests.id, refunds.requestId))
    .where(and(eq(refunds.orderId, orderId), isNotNull(refundRequests.share)));
  const credits = await q
    .select({
      id: orderCredits.id,
      share: orderCredits.share,
      counted: sql<number>`${orderCredits.amount} - ${orderCredits.takenBack}`,
    })
    .from(orderCredits)
    .where(and(eq(orderCredits.orderId, orderId), gt(orderCredits.amount, orderCredits.takenBack)));
  return new Map([
    ...rows.flatMap(({ stripeId, share }) => (share ? [[stripeId, share] as const] : [])),
    ...credits.map(({ id, share, counted }) => [id, shareOfCredit(share, counted)] as const),
  ]);
}

/** The lines of an order with the pieces that were not refunded: those are what is sent. */
export async function piecesToSend(
  q: Queryable,
  { id, quote }: { id: OrderId; quote: Quote },
): Promise<QuoteLine[]> {
  const facts = await loadFacts(q, id);
  return piecesLeft(quote.lines, ownPayment(facts), { ...facts, shares: await loadShares(q, id) });
}
