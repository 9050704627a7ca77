import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { isStopping } from "@/lib/base/stopping.server";
import { type Database, db } from "@/lib/db/client";
import type { OutboxEffect } from "@/lib/model/effects";
import { buryAbandonedJobs } from "@/lib/outbox/claim.server";
import type { JobHandler } from "@/lib/outbox/job";
import { JOB_LANES, type JobLane } from "@/lib/outbox/lanes";
import { drainLane } from "./drain-outbox.server";

/** So many jobs of a lane at once in this process. */
const WORKERS: Record<JobLane, number> = { person_email: 2, email: 4, shipping: 2, stripe: 2, catalog: 1 };

/** Milliseconds between two looks for new jobs, while payments still make some. */
const LOOK_MS = 500;

/** Workers of earlier rounds too: one that hangs is still there, and must not become two. */
const busy: Record<JobLane, number> = { person_email: 0, email: 0, shipping: 0, stripe: 0, catalog: 0 };

/**
 * Drains every lane of jobs beside the others, until nothing is due and `payments` is over, or until the deadline.
 * @returns how many jobs were done
 */
export async function drainLanes(
  by: Record<OutboxEffect, JobHandler>,
  payments: Promise<unknown>,
  deadline: number,
): Promise<number> {
  const database = db();
  await buryAbandonedJobs(database);
  const over = { is: false };
  const ended = payments.finally(() => {
    over.is = true;
  });
  const free = JOB_LANES.flatMap((lane) => Array<JobLane>(WORKERS[lane] - busy[lane]).fill(lane));
  const done = { count: 0 };
  await Promise.all(
    free.map(async (lane) => {
      busy[lane] += 1;
      try {
        await work(database, by, lane, { deadline, over, ended, done });
      } finally {
        busy[lane] -= 1;
      }
    }),
  );
  return done.count;
}

type Round = {
  deadline: number;
  over: { is: boolean };
  ended: Promise<unknown>;
  done: { count: number };
};

async function work(
  database: Database,
  by: Record<OutboxEffect, JobHandler>,
  lane: JobLane,
  { deadline, over, ended, done }: Round,
): Promise<void> {
  for (;;) {
    // Asked before the look, so that jobs of the last payment are still found.
    const isLast = over.is;
    const found = await drainLane(database, by, lane, { deadline, limit: Number.POSITIVE_INFINITY });
    done.count += found;
    if (Date.now() >= deadline || isStopping() || (isLast && found === 0)) return;
    if (!over.is) await Promise.race([ended, sleep(LOOK_MS)]);
  }
}
