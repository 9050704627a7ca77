import { max } from "drizzle-orm";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { eventCursors } from "@/lib/db/schema";
import { type Finding, note, right, wrong } from "./finding";

/** One call a day is enough, and it may be late. */
const LATEST_HOURS = 26;

/** Says when the last complete round was, whoever called. */
export async function checkCron(): Promise<Finding[]> {
  const [row] = await db()
    .select({ at: max(eventCursors.completedAt) })
    .from(eventCursors);
  const who = env().DRAIN_INTERVAL_SECONDS > 0 ? "the store itself" : "whoever calls /api/cron";
  if (!row?.at) return [note(`no round has run yet; ${who} starts them once the store is online`)];
  const hours = (Date.now() - row.at.getTime()) / 3_600_000;
  const when = row.at.toISOString();
  if (hours <= LATEST_HOURS) return [right(`the last round ended at ${when}`)];
  const fix = "look at the calls of /api/cron, their answers, and CRON_SECRET";
  return [wrong("cron_stopped", `the last round ended at ${when}, more than a day ago`, fix)];
}
