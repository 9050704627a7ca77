import "server-only";
import { and, asc, eq, exists, inArray, notExists, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import type { AttemptId, OrderId, VariantId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { isHoldLive } from "@/lib/inventory/stock.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";

/** Calls to Stripe at the same time; Stripe limits the calls per second. */
const AT_ONCE = 5;

type Which = {
  limit: number;
  variantIds?: readonly VariantId[];
};

/**
 * Ends payments whose time is over, or learns that they were made. The goods stay held until Stripe has answered: a PaymentIntent
 * never expires by itself, and the event of an expired session may be lost.
 * @returns how many payments were checked
 */
export async function endExpiredPayments({ limit, variantIds }: Which): Promise<number> {
  const wanted = variantIds && exists(heldBy(inArray(stockHolds.variantId, [...variantIds])));
  const runOut = await db()
    .select({ orderId: paymentAttempts.orderId, attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.status, "open"), notExists(heldBy(isHoldLive)), wanted))
    .orderBy(asc(paymentAttempts.checkedAt))
    .limit(limit);
  for (let first = 0; first < runOut.length; first += AT_ONCE) {
    await Promise.all(runOut.slice(first, first + AT_ONCE).map(end));
  }
  await markChecked(runOut.map(({ attemptId }) => attemptId));
  return runOut.length;
}

async function end({ orderId, attemptId }: { orderId: OrderId; attemptId: string }): Promise<void> {
  try {
    await endAttempt({ orderId, attemptId: attemptId as AttemptId });
  } catch (error) {
    log.error(`order ${orderId} could not be closed: ${describeError(error)}`);
  }
}

const heldBy = (which: ReturnType<typeof and>) =>
  db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, paymentAttempts.orderId), eq(stockHolds.status, "held"), which));

/** Records that payments were checked, even if a read failed, so that they do not stay first. One row at a time, as other jobs write them too. */
export async function markChecked(attemptIds: readonly string[]): Promise<void> {
  for (const stripeId of attemptIds) {
    await db()
      .update(paymentAttempts)
      .set({ checkedAt: new Date() })
      .where(eq(paymentAttempts.stripeId, stripeId));
  }
}
