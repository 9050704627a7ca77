import "server-only";
import { and, asc, eq, exists, inArray, notExists, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import type { AttemptId, OrderId, VariantId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { isHoldLive } from "@/lib/inventory/stock.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";

/** Calls to Stripe, of which an account may make so many a second. */
const AT_ONCE = 5;

type Which = {
  limit: number;
  /** Only those that keep one of these. */
  variantIds?: readonly VariantId[];
};

/**
 * Ends payments that nobody has made while their goods were kept, or learns that they were made after all: until Stripe was asked the goods
 * stay kept. A PaymentIntent never runs out by itself; a session that did may not have been told of. Longest unseen first; one failure does
 * not stop the rest.
 *
 * @returns how many were looked at.
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
    console.error(`order ${orderId} could not be closed: ${describeError(error)}`);
  }
}

/** What is kept for the order of the attempt in question. */
const heldBy = (which: ReturnType<typeof and>) =>
  db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, paymentAttempts.orderId), eq(stockHolds.status, "held"), which));

/**
 * Records the check even when a payment could not be read, so that it does not stay first in line. One row at a time,
 * as other rounds write these too.
 */
export async function markChecked(attemptIds: readonly string[]): Promise<void> {
  for (const stripeId of attemptIds) {
    await db()
      .update(paymentAttempts)
      .set({ checkedAt: new Date() })
      .where(eq(paymentAttempts.stripeId, stripeId));
  }
}
