import "server-only";
import { and, asc, eq, gte, isNotNull, isNull, lt, lte, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { isStopping } from "@/lib/base/stopping.server";
import type { Database } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { jobLane, orders, orderTimeline, outboxJobs } from "@/lib/db/schema";
import type { OrderStatus } from "@/lib/model/order";
import { backoffSeconds, JOB_LEASE_SECONDS, MAX_TRIES } from "./backoff";
import type { JobOutcome, OutboxJob } from "./job";
import type { JobLane } from "./lanes";

const inSeconds = (seconds: number | Placeholder) => sql`now() + make_interval(secs => ${seconds})`;
const unfinished = and(isNull(outboxJobs.doneAt), isNull(outboxJobs.deadAt));

const placeholder = { lane: sql.placeholder("lane"), lease: sql.placeholder("lease") };

const claimNext = prepared((database) => {
  const next = database
    .select({ id: outboxJobs.id })
    .from(outboxJobs)
    .where(
      and(
        unfinished,
        eq(jobLane(outboxJobs), placeholder.lane),
        lte(outboxJobs.runAt, sql`now()`),
        lt(outboxJobs.tries, MAX_TRIES),
      ),
    )
    .orderBy(asc(outboxJobs.runAt), asc(outboxJobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  const { id, orderId, effect, occurrence, payload, tries, createdAt } = outboxJobs;
  return (
    database
      .update(outboxJobs)
      .set({ tries: sql`${tries} + 1`, runAt: inSeconds(placeholder.lease) })
      // Not `in`: PostgreSQL may evaluate the list for each row, and claim more.
      .where(eq(id, next))
      .returning({
        ...{ id, orderId, effect, occurrence, payload, tries, createdAt },
        orderNumber: ofOrder<string>(database, orders.number),
        orderStatus: ofOrder<OrderStatus>(database, orders.status),
      })
  );
});

function ofOrder<Value>(database: Database, column: AnyPgColumn): SQL<Value | null> {
  const read = database.select({ column }).from(orders).where(eq(orders.id, outboxJobs.orderId));
  return sql`${read}`;
}

/** Claims the next due job of a lane for one worker, and counts a try; none while the process stops. The job becomes due again `leaseSeconds` after its worker stops. */
export async function claimJob(
  database: Database,
  lane: JobLane,
  leaseSeconds = JOB_LEASE_SECONDS,
): Promise<OutboxJob | null> {
  if (isStopping()) return null;
  const [claimed] = await claimNext(database).execute({ lane, lease: leaseSeconds });
  if (!claimed) return null;
  const { orderNumber: number, orderStatus: status, ...job } = claimed;
  return { ...job, order: number && status ? { number, status } : null };
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

/** One statement, as there are thousands of jobs after an outage. What is written to the timeline is written once, however many workers finish the job. */
export async function finishJob(database: Database, job: OutboxJob, outcome: JobOutcome): Promise<void> {
  const { orderId } = job;
  if (!orderId) {
    await database.delete(outboxJobs).where(eq(outboxJobs.id, job.id));
    return;
  }
  const { note, skipped = null } = outcome;
  const done = sql`update ${outboxJobs} set done_at = now(), dead_at = null, last_error = null, skipped = ${skipped}
    where id = ${job.id} and done_at is null returning order_id`;
  await database.execute(
    note
      ? sql`with done as (${done}) insert into ${orderTimeline} (order_id, actor, detail)
          select order_id, 'store', ${JSON.stringify(note)}::jsonb from done`
      : done,
  );
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
 * Makes every dead job due again, with all its tries, or one.
 * @returns how many
 */
export async function replayDeadJobs(database: Database, id: number | null = null): Promise<number> {
  const revived = await database
    .update(outboxJobs)
    .set({ deadAt: null, tries: 0, runAt: sql`now()` })
    .where(
      and(
        ...[isNull(outboxJobs.doneAt), isNotNull(outboxJobs.deadAt)],
        id === null ? undefined : eq(outboxJobs.id, id),
      ),
    )
    .returning({ id: outboxJobs.id });
  return revived.length;
}
