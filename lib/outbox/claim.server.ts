import "server-only";
import { and, asc, eq, gte, isNotNull, isNull, lt, lte, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { outboxJobs } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline } from "@/lib/lifecycle/transition-order.server";
import { backoffSeconds, JOB_LEASE_SECONDS, MAX_TRIES } from "./backoff";
import type { JobOutcome, OutboxJob } from "./job";

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;
const unfinished = and(isNull(outboxJobs.doneAt), isNull(outboxJobs.deadAt));

/**
 * Takes the next job that is due, for one worker alone. It counts as tried from here on and comes back by itself
 * when the worker is not heard of again for `leaseSeconds`.
 */
export async function claimJob(
  database: Database,
  leaseSeconds = JOB_LEASE_SECONDS,
): Promise<OutboxJob | null> {
  const next = database
    .select({ id: outboxJobs.id })
    .from(outboxJobs)
    .where(and(unfinished, lte(outboxJobs.runAt, sql`now()`), lt(outboxJobs.tries, MAX_TRIES)))
    .orderBy(asc(outboxJobs.runAt), asc(outboxJobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  const [job] = await database
    .update(outboxJobs)
    .set({ tries: sql`${outboxJobs.tries} + 1`, runAt: inSeconds(leaseSeconds) })
    // Not `in`: PostgreSQL may run a list anew for each row, and would take one more each time.
    .where(eq(outboxJobs.id, next))
    .returning();
  return job ?? null;
}

/** Extends the lease of a job whose worker is still busy: a mail server may take longer than the lease to accept a message. */
export async function renewJob(
  database: Database,
  job: OutboxJob,
  leaseSeconds = JOB_LEASE_SECONDS,
): Promise<void> {
  await database
    .update(outboxJobs)
    .set({ runAt: inSeconds(leaseSeconds) })
    .where(and(eq(outboxJobs.id, job.id), eq(outboxJobs.tries, job.tries), unfinished));
}

export async function finishJob(database: Database, job: OutboxJob, outcome: JobOutcome): Promise<void> {
  const { orderId } = job;
  if (!orderId) {
    await database.delete(outboxJobs).where(eq(outboxJobs.id, job.id));
    return;
  }
  await inTransaction(database, async (tx) => {
    const done = await tx
      .update(outboxJobs)
      .set({ doneAt: sql`now()`, deadAt: null, lastError: null, skipped: outcome.skipped ?? null })
      .where(and(eq(outboxJobs.id, job.id), isNull(outboxJobs.doneAt)))
      .returning({ id: outboxJobs.id });
    if (done.length > 0 && outcome.note) await addToTimeline(tx, orderId, "store", outcome.note);
  });
}

/** Schedules the next try of a job, or ends the job after the last one. A worker that lost its lease to another changes nothing. */
export async function failJob(database: Database, job: OutboxJob, lastError: string): Promise<void> {
  const dead = job.tries >= MAX_TRIES;
  await database
    .update(outboxJobs)
    .set({
      lastError,
      ...(dead ? { deadAt: sql`now()` } : { runAt: inSeconds(backoffSeconds(job.tries)) }),
    })
    .where(and(eq(outboxJobs.id, job.id), eq(outboxJobs.tries, job.tries), unfinished));
}

/** Ends jobs whose worker stopped during their last try. */
export async function buryAbandonedJobs(database: Database): Promise<void> {
  await database
    .update(outboxJobs)
    .set({ deadAt: sql`now()`, lastError: sql`coalesce(${outboxJobs.lastError}, 'the worker stopped')` })
    .where(and(unfinished, gte(outboxJobs.tries, MAX_TRIES), lte(outboxJobs.runAt, sql`now()`)));
}

/** Gives every dead job its tries back; answers how many. */
export async function replayDeadJobs(database: Database): Promise<number> {
  const revived = await database
    .update(outboxJobs)
    .set({ deadAt: null, tries: 0, runAt: sql`now()` })
    .where(and(isNull(outboxJobs.doneAt), isNotNull(outboxJobs.deadAt)))
    .returning({ id: outboxJobs.id });
  return revived.length;
}
