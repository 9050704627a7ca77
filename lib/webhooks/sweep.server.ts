import "server-only";
import { and, count, eq, gte, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { isStopping } from "@/lib/base/stopping.server";
import { db } from "@/lib/db/client";
import { type EventLane, isOfCatalog, webhookEvents } from "@/lib/db/schema";
import { HANDLED_EVENTS, type HandledType } from "./handled";
import { inLeaseSeconds, processEvent } from "./inbox.server";
import { LANE_TYPES } from "./lanes";
import { markKnownPayments } from "./processed-events.server";

/** So many events at once, because an event mostly waits for Stripe. */
const WORKERS = 6;

/** `left` counts events that are due, for which there was no time. */
export type SweepReport = { processed: number; failed: number; left: number };

const unprocessed = isNull(webhookEvents.processedAt);
/** As the lane's index says it; and the types, as the store may have stopped handling one. */
const isIn = (lane: EventLane) =>
  and(
    lane === "catalog"
      ? sql`${isOfCatalog(webhookEvents)} = true`
      : sql`${isOfCatalog(webhookEvents)} = false`,
    inArray(webhookEvents.type, LANE_TYPES[lane]),
  );
const dueIn = (lane: EventLane) => and(unprocessed, isIn(lane), lte(webhookEvents.nextTryAt, sql`now()`));

/** Processes due events until `deadline`. Several processes can share the work. */
export async function sweepInbox(lane: EventLane, deadline = Number.POSITIVE_INFINITY): Promise<SweepReport> {
  const swept = { processed: lane === "payments" ? await markKnownPayments(deadline) : 0, failed: 0 };
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

/** Claims one event for this process. New events come before failed ones, so that those hold nothing up. */
export async function claimEvent(lane: EventLane): Promise<Stripe.Event | null> {
  if (isStopping()) return null;
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
    // Not `in`: PostgreSQL may evaluate the list for each row, and claim more.
    .where(eq(webhookEvents.id, next))
    .returning({ payload: webhookEvents.payload });
  return claimed?.payload ?? null;
}

export type Replay = {
  /** When an event arrived in the inbox, or was found in Stripe's list. */
  since?: Date;
  types?: readonly HandledType[];
  /** One that is unprocessed. */
  id?: string;
};

/**
 * Makes events due at once: those that are unprocessed, or all of `which`, also processed ones. They come after events that were
 * never tried. To process an event again is safe, as orders follow Stripe's current state.
 * @returns how many
 */
export async function replayEvents(which: Replay = {}): Promise<number> {
  const { since, types, id } = which;
  const chosen = and(
    since && gte(webhookEvents.createdAt, since),
    inArray(webhookEvents.type, [...(types ?? HANDLED_EVENTS)]),
    sql`${webhookEvents.parkedReason} is distinct from 'other_mode'`,
  );
  const rows = await db()
    .update(webhookEvents)
    .set({
      nextTryAt: sql`now()`,
      processedAt: null,
      tries: sql`greatest(${webhookEvents.tries}, 1)`,
    })
    .where(id ? and(eq(webhookEvents.id, id), chosen, unprocessed) : since || types ? chosen : unprocessed)
    .returning({ id: webhookEvents.id });
  return rows.length;
}

type ParkedEvent = Pick<
  typeof webhookEvents.$inferSelect,
  "id" | "type" | "parkedAt" | "parkedReason" | "processedAt" | "tries" | "lastError"
>;

export async function parkedEvents(limit: number): Promise<ParkedEvent[]> {
  const { id, type, parkedAt, parkedReason, processedAt, tries, lastError } = webhookEvents;
  return db()
    .select({ id, type, parkedAt, parkedReason, processedAt, tries, lastError })
    .from(webhookEvents)
    .where(isNotNull(parkedAt))
    .orderBy(sql`${parkedAt} desc`)
    .limit(limit);
}

export async function countParked(): Promise<number> {
  const [row] = await db()
    .select({ parked: count() })
    .from(webhookEvents)
    .where(and(isNotNull(webhookEvents.parkedAt), unprocessed));
  return row?.parked ?? 0;
}

/**
 * Removes processed events from the parked ones.
 * @returns how many
 */
export async function dismissParked(): Promise<number> {
  const rows = await db()
    .update(webhookEvents)
    .set({ parkedAt: null, parkedReason: null })
    .where(and(isNotNull(webhookEvents.parkedAt), isNotNull(webhookEvents.processedAt)))
    .returning({ id: webhookEvents.id });
  return rows.length;
}
