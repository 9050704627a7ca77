import "server-only";
import { and, count, isNotNull, isNull, ne } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";

/** A job that ended without its effect. */
export const isDeadJob = and(isNull(outboxJobs.doneAt), isNotNull(outboxJobs.deadAt));

/** How many parked events and jobs without their effect somebody may try again. It asks the database alone, as Today does. */
export async function countFailures(): Promise<number> {
  const { parkedAt, parkedReason, processedAt } = webhookEvents;
  const [events] = await db()
    .select({ failed: count() })
    .from(webhookEvents)
    .where(and(isNotNull(parkedAt), isNull(processedAt), ne(parkedReason, "other_mode")));
  const [jobs] = await db().select({ failed: count() }).from(outboxJobs).where(isDeadJob);
  return (events?.failed ?? 0) + (jobs?.failed ?? 0);
}
