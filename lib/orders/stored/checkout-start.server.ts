import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { withRenewal } from "@/lib/base/with-renewal";
import { db, type Transaction } from "@/lib/db/client";
import { checkoutStarts, paymentAttempts } from "@/lib/db/schema";
import type { AttemptRef } from "@/lib/model/order";

/** After this long without a renewal the process counts as stopped, and another may take over. */
const LEASE_MS = 800;
const RENEW_MS = 200;

/**
 * A checkout in the hands of one request, from its order's placement until its shopper may pay. Its row is there until then, so that the
 * next request can go on where a process that was stopped has left off.
 */
export type CheckoutStart = {
  orderId: OrderId;
  /** From 1; with the session's end the idempotency key of its creation. */
  number: number;
  sessionEndsAt: Date;
  /** The payment of the checkout before, which has to be over first. */
  replaces: AttemptRef | null;
  /** The order was there before, and stays when its payment can't begin. */
  paysAgain: boolean;
  /** Another request began it, and may have made the session. */
  resumed: boolean;
  holder: string;
};

export type NewStart = Omit<CheckoutStart, "holder">;

/** In the order's lock. `isAlive`: the request that it belongs to was heard of just now. */
export async function readStart(
  tx: Transaction,
  orderId: OrderId,
): Promise<(NewStart & { isAlive: boolean }) | undefined> {
  const [row] = await tx
    .select({
      start: checkoutStarts,
      replacedOrderId: paymentAttempts.orderId,
      isAlive: sql<boolean>`${checkoutStarts.aliveUntil} > clock_timestamp()`,
    })
    .from(checkoutStarts)
    .leftJoin(paymentAttempts, eq(paymentAttempts.stripeId, checkoutStarts.replaces))
    .where(eq(checkoutStarts.orderId, orderId));
  if (!row) return undefined;
  const { number, sessionEndsAt, paysAgain, replaces: attemptId } = row.start;
  const replaces =
    attemptId && row.replacedOrderId
      ? { orderId: row.replacedOrderId, attemptId: attemptId as AttemptId }
      : null;
  return { orderId, number, sessionEndsAt, paysAgain, replaces, resumed: true, isAlive: row.isAlive };
}

/** Claims the start for the caller, also from a process that has stopped. Call it with the order locked. */
export async function claimStart(tx: Transaction, wanted: NewStart): Promise<CheckoutStart> {
  const { orderId, number, sessionEndsAt, replaces, paysAgain, resumed } = wanted;
  const holder = randomUUID();
  const row = {
    orderId,
    number,
    sessionEndsAt,
    replaces: replaces?.attemptId ?? null,
    paysAgain,
    holder,
    aliveUntil: leaseEnd(),
  };
  await tx
    .insert(checkoutStarts)
    .values(row)
    .onConflictDoUpdate({ target: checkoutStarts.orderId, set: row });
  return { orderId, number, sessionEndsAt, replaces, paysAgain, resumed, holder };
}

const leaseEnd = () => sql`clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})`;

const own = ({ orderId, holder }: CheckoutStart) =>
  and(eq(checkoutStarts.orderId, orderId), eq(checkoutStarts.holder, holder));

/** Runs `work`, which calls Stripe, and renews the start's lease meanwhile. */
export async function withStartLease<Result>(
  start: CheckoutStart,
  work: () => Promise<Result>,
): Promise<Result> {
  const renew = () => db().update(checkoutStarts).set({ aliveUntil: leaseEnd() }).where(own(start));
  return withRenewal({ what: `start of ${start.orderId}`, everyMs: RENEW_MS, renew }, work);
}

/** Whether the caller still has the start. False when another request has claimed or finished it. Call it with the order locked. */
export async function isStartOf(tx: Transaction, start: CheckoutStart): Promise<boolean> {
  const found = await tx.select({ holder: checkoutStarts.holder }).from(checkoutStarts).where(own(start));
  return found.length > 0;
}

/** Gives the start another number and so another idempotency key, for a session that ends at `sessionEndsAt`. */
export async function renumberStart(start: CheckoutStart, sessionEndsAt: Date): Promise<CheckoutStart> {
  const number = start.number + 1;
  await db().update(checkoutStarts).set({ number, sessionEndsAt }).where(own(start));
  return { ...start, number, sessionEndsAt, resumed: false };
}

/** Removes the start, as the shopper can pay now or the order has ended. Call it with the order locked. */
export async function endStart(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(checkoutStarts).where(eq(checkoutStarts.orderId, orderId));
}

/** Releases the start, so that the next request can continue it at once. Call it with the order locked. */
export async function releaseStart(tx: Transaction, start: CheckoutStart): Promise<void> {
  await tx.update(checkoutStarts).set({ aliveUntil: sql`clock_timestamp()` }).where(own(start));
}
