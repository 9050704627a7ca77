import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { withRenewal } from "@/lib/base/with-renewal";
import { db, type Transaction } from "@/lib/db/client";
import { checkoutStarts, paymentAttempts } from "@/lib/db/schema";
import type { AttemptRef } from "@/lib/model/order";

/** After this time without a renewal another process may take over. */
const LEASE_MS = 800;
const RENEW_MS = 200;

/** A checkout that one request is opening. Its row stays until the shopper can pay, so that another request can continue after a crash. */
export type CheckoutStart = {
  orderId: OrderId;
  /** Counts from 1; together with `sessionEndsAt` it makes the session's idempotency key. */
  number: number;
  sessionEndsAt: Date;
  replaces: AttemptRef | null;
  /** The order existed before, and it stays when its new payment can't begin. */
  paysAgain: boolean;
  /** Another request began this start, and may have made the session. */
  resumed: boolean;
  holder: string;
};

export type NewStart = Omit<CheckoutStart, "holder">;

/** Reads the start of an order's checkout. `isAlive` means that its lease has not ended. The order must be locked. */
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

/** Gives the start to the caller, also when a stopped process had it. The order must be locked. */
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

/** Whether the caller still has the start; false when another request took it or finished it. The order must be locked. */
export async function isStartOf(tx: Transaction, start: CheckoutStart): Promise<boolean> {
  const found = await tx.select({ holder: checkoutStarts.holder }).from(checkoutStarts).where(own(start));
  return found.length > 0;
}

/** Gives the start a new number, and so a new idempotency key, for a session that ends at `sessionEndsAt`. */
export async function renumberStart(start: CheckoutStart, sessionEndsAt: Date): Promise<CheckoutStart> {
  const number = start.number + 1;
  await db().update(checkoutStarts).set({ number, sessionEndsAt }).where(own(start));
  return { ...start, number, sessionEndsAt, resumed: false };
}

/** Removes the start, as the shopper can pay now or the order has ended. The order must be locked. */
export async function endStart(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(checkoutStarts).where(eq(checkoutStarts.orderId, orderId));
}

/** Ends the caller's lease, so that another request can continue at once. The order must be locked. */
export async function releaseStart(tx: Transaction, start: CheckoutStart): Promise<void> {
  await tx.update(checkoutStarts).set({ aliveUntil: sql`clock_timestamp()` }).where(own(start));
}
