import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { withRenewal } from "@/lib/base/with-renewal";
import { db, type Transaction } from "@/lib/db/client";
import { checkoutStarts, paymentAttempts } from "@/lib/db/schema";
import type { AttemptRef } from "@/lib/model/order";

/** Without a renewal for this long, another process may take over. */
const LEASE_MS = 800;
const RENEW_MS = 200;

/** A checkout that one request opens. Its row stays until the shopper can pay, so that another request can continue after a stop. */
export type CheckoutStart = {
  orderId: OrderId;
  /** From 1; with `sessionEndsAt` the session's idempotency key. */
  number: number;
  sessionEndsAt: Date;
  /** The earlier payment, which has to end first. */
  replaces: AttemptRef | null;
  /** The order existed before, and stays when its payment can't begin. */
  paysAgain: boolean;
  /** Another request began it, and may have made the session. */
  resumed: boolean;
  holder: string;
};

export type NewStart = Omit<CheckoutStart, "holder">;

/** Needs the order's lock. `isAlive`: its lease has not ended. */
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

/** Also from a stopped process. Needs the order's lock. */
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

/** Renews the lease while `work` calls Stripe. */
export async function withStartLease<Result>(
  start: CheckoutStart,
  work: () => Promise<Result>,
): Promise<Result> {
  const renew = () => db().update(checkoutStarts).set({ aliveUntil: leaseEnd() }).where(own(start));
  return withRenewal({ what: `start of ${start.orderId}`, everyMs: RENEW_MS, renew }, work);
}

/** False when another request has it or finished it. Needs the order's lock. */
export async function isStartOf(tx: Transaction, start: CheckoutStart): Promise<boolean> {
  const found = await tx.select({ holder: checkoutStarts.holder }).from(checkoutStarts).where(own(start));
  return found.length > 0;
}

/** A new number makes a new idempotency key, for another `sessionEndsAt`. */
export async function renumberStart(start: CheckoutStart, sessionEndsAt: Date): Promise<CheckoutStart> {
  const number = start.number + 1;
  await db().update(checkoutStarts).set({ number, sessionEndsAt }).where(own(start));
  return { ...start, number, sessionEndsAt, resumed: false };
}

/** The shopper can pay, or the order has ended. Needs the order's lock. */
export async function endStart(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(checkoutStarts).where(eq(checkoutStarts.orderId, orderId));
}

/** Another request can continue at once. Needs the order's lock. */
export async function releaseStart(tx: Transaction, start: CheckoutStart): Promise<void> {
  await tx.update(checkoutStarts).set({ aliveUntil: sql`clock_timestamp()` }).where(own(start));
}
