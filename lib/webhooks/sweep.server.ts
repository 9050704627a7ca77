import "server-only";
import { and, count, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { db } from "@/lib/db/client";
import { type EventLane, webhookEvents } from "@/lib/db/schema";
import { inLeaseSeconds, processEvent } from "./inbox.server";
import { LANE_TYPES } from "./lanes";

/** So many at once: most of the time an event waits for Stripe's answer. */
const WORKERS = 4;

/** `left`: due, but there was no time. */
export type SweepReport = { processed: number; failed: number; left: number };

const unprocessed = isNull(webhookEvents.processedAt);
const dueIn = (lane: EventLane) =>
  and(unprocessed, inArray(webhookEvents.type, LANE_TYPES[lane]), lte(webhookEvents.nextTryAt, sql`now()`));

/** Acts on the stored events of a lane that are due, until `deadline`. Any number of processes share the work. */
export async function sweepInbox(lane: EventLane, deadline = Number.POSITIVE_INFINITY): Promise<SweepReport> {
  const swept = { processed: 0, failed: 0 };
  const work = async () => {
    while (Date.now() < deadline) {
      const event = await claimEvent(lane);
      if (!event) return;
      swept[await processEvent(event)] += 1;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const [due] = await db().select({ left: count() }).from(webhookEvents).where(dueIn(lane));
  return { ...swept, left: due?.left ?? 0 };
}

/** Takes one event for this process alone. What failed before comes after what was never tried, so it holds nothing up. */
export async function claimEvent(lane: EventLane): Promise<Stripe.Event | null> {
  const next = db()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(dueIn(lane))
    .orderBy(sql`(${webhookEvents.tries} > 0)`, webhookEvents.nextTryAt)
    .limit(1)
    .for("no key update", { skipLocked: true });
  const [claimed] = await db()
    .update(webhookEvents)
    .set({ tries: sql`${webhookEvents.tries} + 1`, nextTryAt: inLeaseSeconds() })
    // Not `in`: PostgreSQL may run a list anew for each row, and would take one more each time.
    .where(eq(webhookEvents.id, next))
    .returning({ payload: webhookEvents.payload });
  return claimed?.payload ?? null;
}

/** Makes every unprocessed event due at once. @returns how many there are. */
export async function replayEvents(): Promise<number> {
  const rows = await db()
    .update(webhookEvents)
    .set({ nextTryAt: sql`now()` })
    .where(unprocessed)
    .returning({ id: webhookEvents.id });
  return rows.length;
}

type ParkedEvent = Pick<
  typeof webhookEvents.$inferSelect,
  "id" | "type" | "parkedAt" | "parkedReason" | "processedAt" | "tries" | "lastError"
>;

/** Events that were set aside, newest first. */
export async function parkedEvents(limit: number): Promise<ParkedEvent[]> {
  const { id, type, parkedAt, parkedReason, processedAt, tries, lastError } = webhookEvents;
  return db()
    .select({ id, type, parkedAt, parkedReason, processedAt, tries, lastError })
    .from(webhookEvents)
    .where(isNotNull(parkedAt))
    .orderBy(sql`${parkedAt} desc`)
    .limit(limit);
}

/** How many of them are still to be done. */
export async function countParked(): Promise<number> {
  const [row] = await db()
    .select({ parked: count() })
    .from(webhookEvents)
    .where(and(isNotNull(webhookEvents.parkedAt), unprocessed));
  return row?.parked ?? 0;
}

/** Removes processed events from the list of parked ones. @returns how many there were. */
export async function dismissParked(): Promise<number> {
  const rows = await db()
    .update(webhookEvents)
    .set({ parkedAt: null, parkedReason: null })
    .where(and(isNotNull(webhookEvents.parkedAt), isNotNull(webhookEvents.processedAt)))
    .returning({ id: webhookEvents.id });
  return rows.length;
}
