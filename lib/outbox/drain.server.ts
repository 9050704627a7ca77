import "server-only";
import { type Database, db } from "@/lib/db/client";
import { buryAbandonedJobs, claimJob, failJob, finishJob } from "./claim.server";
import type { OutboxEffect } from "./effects";
import { handlers } from "./handlers.server";
import type { JobHandler } from "./job";

/** Does what is due, at most `limit` jobs; answers how many were done. Safe to run in any number of processes at once. */
export async function drainOutbox(limit = 50): Promise<number> {
  return drainJobs(db(), handlers, limit);
}

export async function drainJobs(
  database: Database,
  by: Record<OutboxEffect, JobHandler>,
  limit: number,
): Promise<number> {
  await buryAbandonedJobs(database);
  let done = 0;
  for (let tried = 0; tried < limit; tried += 1) {
    const job = await claimJob(database);
    if (!job) break;
    try {
      await finishJob(database, job, await by[job.effect](job));
      done += 1;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.error(`outbox job ${job.id} (${job.effect}, attempt ${job.attempt}) failed: ${reason}`);
      await failJob(database, job, error);
    }
  }
  return done;
}
