import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { log, withLogFields } from "@/lib/base/log.server";
import { withRenewal } from "@/lib/base/with-renewal";
import { type Database, db } from "@/lib/db/client";
import type { OutboxEffect } from "@/lib/model/effects";
import { JOB_LEASE_SECONDS } from "@/lib/outbox/backoff";
import {
  buryAbandonedJobs,
  claimJob,
  failJob,
  finishJob,
  giveJobBack,
  renewJob,
} from "@/lib/outbox/claim.server";
import type { JobHandler, OutboxJob } from "@/lib/outbox/job";
import { JOB_LANES, type JobLane } from "@/lib/outbox/lanes";
import { errorType } from "@/lib/telemetry/error-type";
import { inSpan, type SpanStart, type TellSpan } from "@/lib/telemetry/tell.server";
import { handlers } from "./handlers.server";
import { inPacedBackground } from "./stripe-pace.server";

type Handlers = Record<OutboxEffect, JobHandler>;

type LaneLimits = {
  /** Of one lane. */
  limit?: number;
  /** Milliseconds since 1970, when no further job is begun; a job that has begun is finished. */
  deadline?: number;
  /** Seconds without a renewal after which a worker counts as stopped. */
  leaseSeconds?: number;
};

/** After a request or a command, which must not work off a backlog: a round does that. */
const AFTERWARDS = { limit: 50, seconds: 10 };

/** Runs jobs that are due, at most 50 of each lane and for ten seconds, and returns how many were done. Safe in several processes at once. */
export async function drainOutbox(): Promise<number> {
  const { limit, seconds } = AFTERWARDS;
  return inPacedBackground(() => drainJobs(db(), handlers, { limit, deadline: Date.now() + seconds * 1000 }));
}

/** Runs jobs that are due, all lanes at once and the jobs of each one after another. */
export async function drainJobs(database: Database, by: Handlers, limits: LaneLimits = {}): Promise<number> {
  await buryAbandonedJobs(database);
  const done = await Promise.all(JOB_LANES.map((lane) => drainLane(database, by, lane, limits)));
  return done.reduce((sum, count) => sum + count, 0);
}

/** Runs the due jobs of one lane, one after another. */
export async function drainLane(
  database: Database,
  by: Handlers,
  lane: JobLane,
  { limit = 50, deadline = Number.POSITIVE_INFINITY, leaseSeconds = JOB_LEASE_SECONDS }: LaneLimits = {},
): Promise<number> {
  let done = 0;
  for (let tried = 0; tried < limit && Date.now() < deadline; tried += 1) {
    const job = await claimJob(database, lane, leaseSeconds);
    if (!job) break;
    if (await run(database, by, job, leaseSeconds)) done += 1;
  }
  return done;
}

async function run(database: Database, by: Handlers, job: OutboxJob, leaseSeconds: number): Promise<boolean> {
  const renew = () => renewJob(database, job, leaseSeconds);
  const giveBack = () => giveJobBack(database, job);
  const alive = { what: `outbox job ${job.id}`, everyMs: (leaseSeconds * 1000) / 3, renew, giveBack };
  const { id: jobId, effect, tries, orderId } = job;
  const fields = { jobId, effect, tries, orderId };
  const work = async (tell: TellSpan) => {
    try {
      const outcome = await withRenewal(alive, () => by[effect](job));
      await finishJob(database, job, outcome);
      tell({ "store.job.result": outcome.skipped ? "skipped" : "done" });
      return true;
    } catch (error) {
      const reason = describeError(error);
      tell({ "store.job.result": "failed", "error.type": errorType(error) });
      log.error(`outbox job ${jobId} (${effect}, try ${tries}) failed: ${reason}`);
      await failJob(database, job, reason);
      return false;
    }
  };
  return withLogFields(fields, () => inSpan(jobSpan(job), work));
}

/** A job that a round finds is a trace of its own, as the round itself is not traced. */
const jobSpan = ({ id, effect, tries, orderId }: OutboxJob): SpanStart => ({
  name: `job ${effect}`,
  kind: "internal",
  beginsTrace: true,
  fields: {
    "store.job.id": id,
    "store.job.effect": effect,
    "store.job.tries": tries,
    ...(orderId && { "store.order.id": orderId }),
  },
});
