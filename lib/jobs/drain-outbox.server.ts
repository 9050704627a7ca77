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
import type { JobHandler } from "@/lib/outbox/job";
import { handlers } from "./handlers.server";

type Limits = {
  limit?: number;
  /** Milliseconds since 1970, when no further job is begun; a job that has begun is finished. */
  deadline?: number;
  /** Seconds without a renewal after which a worker counts as stopped. */
  leaseSeconds?: number;
};

/** Runs up to 50 due jobs, and returns how many. Safe in several processes at once. */
export async function drainOutbox(deadline?: number): Promise<number> {
  return drainJobs(db(), handlers, { ...(deadline !== undefined && { deadline }) });
}

export async function drainJobs(
  database: Database,
  by: Record<OutboxEffect, JobHandler>,
  { limit = 50, deadline = Number.POSITIVE_INFINITY, leaseSeconds = JOB_LEASE_SECONDS }: Limits = {},
): Promise<number> {
  await buryAbandonedJobs(database);
  let done = 0;
  for (let tried = 0; tried < limit && Date.now() < deadline; tried += 1) {
    const job = await claimJob(database, leaseSeconds);
    if (!job) break;
    const renew = () => renewJob(database, job, leaseSeconds);
    const giveBack = () => giveJobBack(database, job);
    const alive = { what: `outbox job ${job.id}`, everyMs: (leaseSeconds * 1000) / 3, renew, giveBack };
    const { id: jobId, effect, tries, orderId } = job;
    const work = () => withLogFields({ jobId, effect, tries, orderId }, () => by[effect](job));
    try {
      await finishJob(database, job, await withRenewal(alive, work));
      done += 1;
    } catch (error) {
      const reason = describeError(error);
      log.error(`outbox job ${job.id} (${job.effect}, try ${job.tries}) failed: ${reason}`, {
        jobId,
        effect,
        tries,
        orderId,
      });
      await failJob(database, job, reason);
    }
  }
  return done;
}
