import "server-only";
import { and, asc, gt, inArray, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { orderCredits, refunds } from "@/lib/db/schema";

/** The refunds of orders, oldest first. */
export const refundRowsOf = (q: Queryable, orderIds: readonly OrderId[]) =>
  q
    .select({
      orderId: refunds.orderId,
      stripeId: refunds.stripeId,
      paymentIntentId: refunds.paymentIntentId,
      amount: refunds.amount,
      status: refunds.status,
    })
    .from(refunds)
    .where(inArray(refunds.orderId, [...orderIds]))
    .orderBy(asc(refunds.createdAt), asc(refunds.stripeId));

/** The codes in place of money that orders have given and not taken back whole, oldest first. */
export const creditRowsOf = (q: Queryable, orderIds: readonly OrderId[]) =>
  q
    .select({
      orderId: orderCredits.orderId,
      id: orderCredits.id,
      paymentIntentId: orderCredits.paymentIntentId,
      amount: sql<number>`${orderCredits.amount} - ${orderCredits.takenBack}`,
      refundsBefore: orderCredits.refundsBefore,
    })
    .from(orderCredits)
    .where(and(inArray(orderCredits.orderId, [...orderIds]), gt(orderCredits.amount, orderCredits.takenBack)))
    .orderBy(asc(orderCredits.createdAt));
