import "server-only";
import { and, eq, exists, inArray, notExists, type SQL, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import type { AttemptId, VariantId } from "@/lib/base/ids";
import { inParallel } from "@/lib/base/in-parallel";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { isHoldLive } from "@/lib/inventory/stock.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { type ClaimedAttempt, claimAttempts } from "./claim-attempts.server";

/** Calls to Stripe at the same time; Stripe limits the calls per second. */
const AT_ONCE = 5;

type Which = {
  limit: number;
  variantIds: readonly VariantId[];
};

/**
 * Ends payments for these goods whose time is over, or learns that they were made. The goods stay held until Stripe has answered: a
 * PaymentIntent never expires by itself, and the event of an expired session may be lost.
 * @returns how many payments were checked
 */
export async function endExpiredPayments({ limit, variantIds }: Which): Promise<number> {
  const wanted = exists(heldBy(inArray(stockHolds.variantId, [...variantIds])));
  const runOut = await claimAttempts(and(hasRunOut(), wanted), limit);
  await endClaimed(runOut);
  return runOut.length;
}

/** Open payments whose goods are no longer held, and which were not checked since `began`. */
export function hasRunOut(began?: Date): SQL | undefined {
  const unchecked = began && sql`${paymentAttempts.checkedAt} < ${began.toISOString()}`;
  return and(eq(paymentAttempts.status, "open"), unchecked, notExists(heldBy(isHoldLive)));
}

export async function endClaimed(page: readonly ClaimedAttempt[]): Promise<void> {
  await inParallel(page, AT_ONCE, async ({ orderId, stripeId }) => {
    try {
      await endAttempt({ orderId, attemptId: stripeId as AttemptId });
    } catch (error) {
      log.error(`order ${orderId} could not be closed: ${describeError(error)}`);
    }
  });
}

const heldBy = (which: ReturnType<typeof and>) =>
  db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, paymentAttempts.orderId), eq(stockHolds.status, "held"), which));
