import "server-only";
import { and, asc, eq, gte, isNotNull, isNull, lt, lte, sql } from "drizzle-orm";
import { isStopping } from "@/lib/base/stopping.server";
import type { Database } from "@/lib/db/client";
import { jobLane, outboxJobs } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline } from "@/lib/lifecycle/transition-order.server";
import { backoffSeconds, JOB_LEASE_SECONDS, MAX_TRIES } from "./backoff";
import type { JobOutcome, OutboxJob } from "./job";
import type { JobLane } from "./lanes";

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;
const unfinished = and(isNull(outboxJobs.doneAt), isNull(outboxJobs.deadAt));

/** Claims the next due job of a lane for one worker, and counts a try; none while the process stops. The job becomes due again `leaseSeconds` after its worker stops. */
export async function claimJob(
  database: Database,
  lane: JobLane,
  leaseSeconds = JOB_LEASE_SECONDS,
): Promise<OutboxJob | null> {
  if (isStopping()) return null;
  const next = database
    .select({ id: outboxJobs.id })
    .from(outboxJobs)
    .where(
      and(
        unfinished,
        eq(jobLane(outboxJobs), lane),
        lte(outboxJobs.runAt, sql`now()`),
        lt(outboxJobs.tries, MAX_TRIES),
      ),
    )
    .orderBy(asc(outboxJobs.runAt), asc(outboxJobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  const [job] = await database
    .update(outboxJobs)
    .set({ tries: sql`${outboxJobs.tries} + 1`, runAt: inSeconds(leaseSeconds) })
    // Not `in`: PostgreSQL may evaluate the list for each row, and claim more.
    .where(eq(outboxJobs.id, next))
    .returning();
  return job ?? null;
}

/** Extends the lease of a job, because a mail server may need longer than the lease. */
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

/** Ends the lease of a job that its worker can't finish, so that another takes it over at once. */
export async function giveJobBack(database: Database, job: OutboxJob): Promise<void> {
  await database
    .update(outboxJobs)
    .set({ runAt: sql`now()` })
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

/** Schedules a failed job's next try; after the last one the job is dead. A worker that lost its lease changes nothing. */
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

export async function buryAbandonedJobs(database: Database): Promise<void> {
  await database
    .update(outboxJobs)
    .set({ deadAt: sql`now()`, lastError: sql`coalesce(${outboxJobs.lastError}, 'the worker stopped')` })
    .where(and(unfinished, gte(outboxJobs.tries, MAX_TRIES), lte(outboxJobs.runAt, sql`now()`)));
}

/**
 * Makes every dead job due again, with all its tries.
 * @returns how many
 */
export async function replayDeadJobs(database: Database): Promise<number> {
  const revived = await database
    .update(outboxJobs)
    .set({ deadAt: null, tries: 0, runAt: sql`now()` })
    .where(and(isNull(outboxJobs.doneAt), isNotNull(outboxJobs.deadAt)))
    .returning({ id: outboxJobs.id });
  return revived.length;
}
