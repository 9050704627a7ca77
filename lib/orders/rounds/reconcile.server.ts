import "server-only";
import { and, asc, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { isHoldLive } from "@/lib/inventory/stock.server";
import { resolveRefundRequests } from "@/lib/orders/merchant/refund-order.server";
import { expireUnreachableOrder, settleOrder } from "@/lib/orders/settle/settle.server";
import { endExpiredPayments, markChecked } from "./expired-payments.server";
import { sendOwedOrders } from "./owed-orders.server";

/**
 * Reads payments under way from Stripe that were not checked for `minAgeSeconds`, oldest check first, and brings their orders up
 * to date. It also ends expired payments and unreachable orders, finds out about lost refunds, and sends owed goods that have
 * arrived. One failure does not stop the rest.
 * @returns how many orders were checked
 */
export async function reconcileOrders(minAgeSeconds: number, limit = 50): Promise<number> {
  const ended = await endExpiredPayments({ limit });
  const before = new Date(Date.now() - minAgeSeconds * 1000);
  const due = await db()
    .select({ orderId: paymentAttempts.orderId, stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(
      and(inArray(paymentAttempts.status, ["open", "processing"]), lt(paymentAttempts.checkedAt, before)),
    )
    .orderBy(asc(paymentAttempts.checkedAt))
    .limit(limit);
  const orderIds = [...new Set(due.map((attempt) => attempt.orderId))];
  for (const orderId of orderIds) {
    await settleOrder(orderId).catch((error: unknown) => {
      log.error(`order ${orderId} could not be reconciled: ${describeError(error)}`);
    });
  }
  await markChecked(due.map((attempt) => attempt.stripeId));
  const unreachable = await unreachableOrders(limit);
  for (const orderId of unreachable) await expireUnreachableOrder(orderId);
  await resolveRefundRequests();
  await sendOwedOrders();
  return ended + orderIds.length + unreachable.length;
}

/** Open orders without a payment under way or a live hold: their checkout stopped before its session was made. */
async function unreachableOrders(limit: number) {
  const underWay = db()
    .select({ one: sql`1` })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orders.id),
        inArray(paymentAttempts.status, ["open", "processing", "paid"]),
      ),
    );
  const held = db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, orders.id), eq(stockHolds.status, "held"), isHoldLive));
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "open"), notExists(underWay), notExists(held)))
    .limit(limit);
  return rows.map((row) => row.id);
}
