import "server-only";
import { db } from "@/lib/db/client";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { inPacedBackground } from "@/lib/jobs/stripe-pace.server";
import { replayDeadJobs } from "@/lib/outbox/claim.server";
import { dismissParked, replayEvents, sweepInbox } from "@/lib/webhooks/sweep.server";

/** Somebody waits for it; rounds do the rest. Milliseconds. */
const SHORTLY = 10_000;

/**
 * Makes an unprocessed event due, or all of them, and works them off for a short time.
 * @returns how many were made due; with an id 0 when there is no such event that waits
 */
export async function retryEvents(id: string | null): Promise<number> {
  const due = await replayEvents(id === null ? {} : { id });
  if (due === 0) return 0;
  const deadline = Date.now() + SHORTLY;
  await inPacedBackground(async () => {
    await sweepInbox("payments", deadline);
    await sweepInbox("catalog", deadline);
  });
  await dismissParked();
  return due;
}

/** Makes a dead job due, or all of them, and works them off for a short time. Returns as `retryEvents` does. */
export async function retryJobs(id: number | null): Promise<number> {
  const due = await replayDeadJobs(db(), id);
  if (due > 0) await drainOutbox();
  return due;
}
