import "server-only";
import { and, asc, eq, inArray, like, lt, notExists, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { describeError } from "@/lib/describe-error";
import type { AttemptId } from "@/lib/ids";
import { endAttempt } from "./end-attempt.server";
import { resolveRefundRequests } from "./merchant/refund-order.server";
import { sendOwedOrders } from "./owed-orders.server";
import { expireUnreachableOrder, settleOrder } from "./settle.server";

/**
 * Asks Stripe about every payment that is still under way and was not looked at for `minAgeSeconds`, longest unseen
 * first, closes open orders that no payment can reach any more, finds out what became of refunds whose answer was lost,
 * and sends orders whose goods have arrived. One failure does not stop the rest.
 *
 * @returns how many orders were looked at.
 */
export async function reconcileOrders(minAgeSeconds: number, limit = 50): Promise<number> {
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
      console.error(`order ${orderId} could not be reconciled: ${describeError(error)}`);
    });
  }
  // A payment that can't be read must not stand before all the others for ever. One row at a time: other rounds write these too.
  for (const { stripeId } of due) {
    await db()
      .update(paymentAttempts)
      .set({ checkedAt: new Date() })
      .where(eq(paymentAttempts.stripeId, stripeId));
  }
  await endAbandonedIntents(limit);
  const unreachable = await unreachableOrders(limit);
  for (const orderId of unreachable) await expireUnreachableOrder(orderId);
  await resolveRefundRequests();
  await sendOwedOrders();
  return orderIds.length + unreachable.length;
}

/**
 * A Checkout Session runs out by itself, a PaymentIntent does not: one that nobody has paid while its goods were kept is
 * canceled, so that it can't be paid for goods that somebody else may have by now.
 */
async function endAbandonedIntents(limit: number): Promise<void> {
  const abandoned = await db()
    .select({ orderId: paymentAttempts.orderId, attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.status, "open"),
        like(paymentAttempts.stripeId, "pi\\_%"),
        notExists(liveHold()),
      ),
    )
    .limit(limit);
  for (const { orderId, attemptId } of abandoned) {
    await endAttempt({ orderId, attemptId: attemptId as AttemptId }).catch((error: unknown) => {
      console.error(`order ${orderId} could not be closed: ${describeError(error)}`);
    });
  }
}

/** Of the order of the row in question: goods that are still kept. */
const liveHold = () =>
  db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(
      and(
        eq(stockHolds.orderId, paymentAttempts.orderId),
        eq(stockHolds.status, "held"),
        sql`(${stockHolds.expiresAt} is null or ${stockHolds.expiresAt} > now())`,
      ),
    );

/** Open, with no payment under way and no live hold: a checkout that broke off between the order and its session. */
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
    .where(
      and(
        eq(stockHolds.orderId, orders.id),
        eq(stockHolds.status, "held"),
        sql`(${stockHolds.expiresAt} is null or ${stockHolds.expiresAt} > now())`,
      ),
    );
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "open"), notExists(underWay), notExists(held)))
    .limit(limit);
  return rows.map((row) => row.id);
}
