import "server-only";
import { asc, eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import {
  disputes,
  orderAttention,
  orders,
  orderTimeline,
  paymentAttempts,
  refundRequests,
  refunds,
  shipments,
  stockHolds,
} from "@/lib/db/schema";
import { type Balance, balanceOf, ownPayment, refundable } from "@/lib/orders/settle/order-facts";
import { findOrderId } from "./find-order.server";
import { loadRefundFacts } from "./refund-facts.server";

export async function orderFile(orderNumber: string) {
  const id = await findOrderId(orderNumber);
  const [order] = id ? await db().select().from(orders).where(eq(orders.id, id)) : [];
  if (!id || !order) return null;
  const { facts, planned, toCome } = await loadRefundFacts(db(), order);
  const balance: Balance = balanceOf(facts, ownPayment(facts));
  const [shipment] = await db().select().from(shipments).where(eq(shipments.orderId, id));
  return {
    order,
    balance,
    /** What can still be given back, and what changes of its goods have promised already; minor units. */
    refundable: refundable(balanceOf(planned.facts, ownPayment(facts))),
    toCome,
    payments: await db()
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, id))
      .orderBy(asc(paymentAttempts.createdAt)),
    refunds: await db().select().from(refunds).where(eq(refunds.orderId, id)).orderBy(asc(refunds.createdAt)),
    requests: await db()
      .select()
      .from(refundRequests)
      .where(eq(refundRequests.orderId, id))
      .orderBy(asc(refundRequests.createdAt)),
    disputes: await db()
      .select()
      .from(disputes)
      .where(eq(disputes.orderId, id))
      .orderBy(asc(disputes.openedAt)),
    reasons: await db()
      .select()
      .from(orderAttention)
      .where(eq(orderAttention.orderId, id))
      .orderBy(asc(orderAttention.id)),
    goods: await db().select().from(stockHolds).where(eq(stockHolds.orderId, id)),
    shipment: shipment ?? null,
    timeline: await db()
      .select()
      .from(orderTimeline)
      .where(eq(orderTimeline.orderId, id))
      .orderBy(asc(orderTimeline.id)),
  };
}

export type OrderFile = NonNullable<Awaited<ReturnType<typeof orderFile>>>;
