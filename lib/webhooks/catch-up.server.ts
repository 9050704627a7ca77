import "server-only";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { withLease } from "@/lib/db/lease.server";
import type { EventLane } from "@/lib/db/schema";
import {
  type EventCursor,
  moveCursor,
  readCursor,
  recordEndOfList,
  restartCursor,
} from "./event-cursor.server";
import { type EventPage, eventsAfter, oldestEvents } from "./event-list.server";
import { storeListed } from "./inbox.server";

/** Stripe keeps events for thirty days: docs.stripe.com/api/events. */
const LISTED_SECONDS = 30 * 24 * 60 * 60;
/** An event may be listed behind newer ones, but no longer after this time. */
const SETTLED_AFTER_SECONDS = 10 * 60;
/** Seconds between two second reads of recent events. */
const SECOND_LOOK_SECONDS = 10 * 60;

export type CatchUp = {
  found: number;
  /** 0 when all is stored, otherwise the age of the newest stored event. Null when not read, as another process reads or has just read the list. */
  behindSeconds: number | null;
};

const NOT_LOOKED: CatchUp = { found: 0, behindSeconds: null };

type Options = {
  /** Milliseconds since 1970, when no further page is begun; a page that has begun is finished. */
  deadline?: number;
  /** Does nothing if a round reached the end of the list within so many seconds. */
  restSeconds?: number;
  /** Leaves out events younger than this many seconds, which may still be delivered. */
  youngestSeconds?: number;
};

/**
 * Stores events that Stripe lists and no webhook brought; `sweepInbox` processes them. Continues where the last round stopped, so
 * that none is passed over. One process at a time.
 */
export async function catchUpOnEvents(lane: EventLane, options: Options = {}): Promise<CatchUp> {
  const leased = await withLease(db(), `events.${lane}`, () => round(lane, options));
  if (!leased.held) return NOT_LOOKED;
  const { found } = leased.result;
  if (found > 0)
    log.warn(`${found} events were found in Stripe's list that no webhook had delivered (${lane})`);
  return leased.result;
}

async function round(lane: EventLane, options: Options): Promise<CatchUp> {
  const { deadline = Number.POSITIVE_INFINITY, restSeconds = 0, youngestSeconds = 0 } = options;
  const cursor = await readCursor(lane);
  if (cursor.completedAt && Date.now() - cursor.completedAt.getTime() < restSeconds * 1000) return NOT_LOOKED;
  const first = await readToEnd(cursor, deadline, youngestSeconds);
  if (first.behindSeconds !== 0) return first;
  await recordEndOfList(lane, "newest");
  if (Date.now() - cursor.settledAt.getTime() < SECOND_LOOK_SECONDS * 1000) return first;
  const found = await rereadRecent(await readCursor(lane), deadline, youngestSeconds);
  return { ...first, found: first.found + found };
}

async function readToEnd(cursor: EventCursor, deadline: number, youngestSeconds: number): Promise<CatchUp> {
  let { newestId: from, settledId: settled } = cursor;
  let found = 0;
  for (;;) {
    const page = await pageAfter(cursor, from);
    if (page === "gone") {
      await restartCursor(cursor, "newest", from);
      from = settled = null;
      continue;
    }
    const events = olderThan(page.events, youngestSeconds);
    const last = events.at(-1);
    if (!last) return { found, behindSeconds: 0 };
    found += await storeListed(events);
    const settledId = (settled === from ? newestSettled(events) : null) ?? settled;
    const moved = await moveCursor(cursor.lane, "newest", from, { newestId: last.id, settledId });
    if (!moved) return { found, behindSeconds: null };
    settled = settledId;
    from = last.id;
    if (!page.more || events.length < page.events.length) return { found, behindSeconds: 0 };
    if (Date.now() >= deadline) return { found, behindSeconds: Math.max(1, age(last)) };
  }
}

/** Reads recent events again: some may have been listed behind others. */
async function rereadRecent(cursor: EventCursor, deadline: number, youngestSeconds: number): Promise<number> {
  let from = cursor.settledId;
  let found = 0;
  for (;;) {
    const page = await pageAfter(cursor, from);
    if (page === "gone") {
      await restartCursor(cursor, "settled", from);
      from = null;
      continue;
    }
    found += await storeListed(olderThan(page.events, youngestSeconds));
    const settledId = newestSettled(page.events);
    if (settledId && !(await moveCursor(cursor.lane, "settled", from, { settledId }))) return found;
    const isWhole = settledId === page.events.at(-1)?.id;
    if (!settledId || !isWhole || !page.more) break;
    if (Date.now() >= deadline) return found;
    from = settledId;
  }
  await recordEndOfList(cursor.lane, "settled");
  return found;
}

async function pageAfter(cursor: EventCursor, eventId: string | null): Promise<EventPage | "gone"> {
  if (eventId) return (await eventsAfter(cursor.lane, eventId)) ?? "gone";
  return oldestEvents(cursor.lane, Math.max(cursor.since, now() - LISTED_SECONDS));
}

const now = () => Math.floor(Date.now() / 1000);
const age = ({ created }: Stripe.Event) => now() - created;
/** The events before the first one that is younger. An event from the future comes from a wrong clock, and counts as old. */
function olderThan(events: readonly Stripe.Event[], seconds: number): Stripe.Event[] {
  const young = events.findIndex((event) => age(event) >= 0 && age(event) < seconds);
  return young === -1 ? [...events] : events.slice(0, young);
}

const newestSettled = (events: readonly Stripe.Event[]): string | null =>
  events.findLast((event) => age(event) >= SETTLED_AFTER_SECONDS)?.id ?? null;
