import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { SessionId } from "@/lib/base/ids";
import { withRenewal } from "@/lib/base/with-renewal";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";

/** After this time without a renewal another process may take over. */
const LEASE_SECONDS = 3;
const RENEW_MS = 700;
/** Stripe.js gives up after some seconds, so waiting longer is of no use. */
const MAX_WAIT_MS = 5_000;
const POLL_MS = 40;

/** Requests of this process that wait for the same session queue here, so that they do not poll the database. */
const queues = new Map<SessionId, Promise<unknown>>();

/** Runs `work` while no other process changes the session. No transaction may be open, as `work` calls Stripe. `busy`: others took too long. */
export async function withSessionLease<Result>(
  sessionId: SessionId,
  work: () => Promise<Result>,
): Promise<Result | "busy"> {
  const deadline = Date.now() + MAX_WAIT_MS;
  const before = queues.get(sessionId) ?? Promise.resolve();
  const mine = before.then(() => leased(sessionId, work, deadline));
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  queues.set(sessionId, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(sessionId) === settled) queues.delete(sessionId);
  }
}

async function leased<Result>(
  sessionId: SessionId,
  work: () => Promise<Result>,
  deadline: number,
): Promise<Result | "busy"> {
  const lease = randomUUID();
  const own = and(eq(paymentAttempts.stripeId, sessionId), eq(paymentAttempts.updateLease, lease));
  while (!(await take(sessionId, lease))) {
    if (Date.now() > deadline) return "busy";
    await sleep(POLL_MS * (0.5 + Math.random()));
  }
  try {
    if (Date.now() > deadline) return "busy";
    const renew = () => db().update(paymentAttempts).set({ updateLeaseUntil: leaseEnd() }).where(own);
    return await withRenewal({ what: `lease of ${sessionId}`, everyMs: RENEW_MS, renew }, work);
  } finally {
    await db().update(paymentAttempts).set({ updateLease: null, updateLeaseUntil: null }).where(own);
  }
}

const leaseEnd = () => sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

async function take(sessionId: SessionId, lease: string): Promise<boolean> {
  const taken = await db()
    .update(paymentAttempts)
    .set({ updateLease: lease, updateLeaseUntil: leaseEnd() })
    .where(
      and(
        eq(paymentAttempts.stripeId, sessionId),
        or(isNull(paymentAttempts.updateLeaseUntil), lt(paymentAttempts.updateLeaseUntil, sql`now()`)),
      ),
    )
    .returning({ id: paymentAttempts.stripeId });
  return taken.length > 0;
}
