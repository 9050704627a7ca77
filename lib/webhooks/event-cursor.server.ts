import "server-only";
import { and, eq, min, sql } from "drizzle-orm";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { type EventLane, eventCursors, orders, products, webhookEvents } from "@/lib/db/schema";

/** Stripe events from before the store's first row may be about the store too. */
const BEFORE_FIRST_ROW_SECONDS = 60 * 60;

export type EventCursor = typeof eventCursors.$inferSelect;
type CursorPosition = "newest" | "settled";

export async function readCursor(lane: EventLane): Promise<EventCursor> {
  const own = () => db().select().from(eventCursors).where(eq(eventCursors.lane, lane));
  const [known] = await own();
  if (known) return known;
  const since = Math.floor((await firstRow()).getTime() / 1000) - BEFORE_FIRST_ROW_SECONDS;
  await db().insert(eventCursors).values({ lane, since }).onConflictDoNothing();
  const [made] = await own();
  if (!made) throw new Error(`the event cursor of ${lane} could not be created`);
  return made;
}

/** Moves the cursor on, unless another round has moved it meanwhile. */
export async function moveCursor(
  lane: EventLane,
  look: CursorPosition,
  from: string | null,
  to: Partial<Pick<EventCursor, "newestId" | "settledId">>,
): Promise<boolean> {
  const moved = await db()
    .update(eventCursors)
    .set(to)
    .where(and(eq(eventCursors.lane, lane), at(look, from)))
    .returning({ lane: eventCursors.lane });
  return moved.length > 0;
}

/** Resets the cursor when Stripe no longer lists its event, so that the list is read from its beginning. */
export async function restartCursor(
  { lane }: EventCursor,
  look: CursorPosition,
  eventId: string | null,
): Promise<void> {
  log.warn(`Stripe no longer lists event ${eventId}, so its list is read from the beginning`);
  await db()
    .update(eventCursors)
    .set({ settledId: null, ...(look === "newest" && { newestId: null }) })
    .where(and(eq(eventCursors.lane, lane), at(look, eventId)));
}

export async function recordEndOfList(lane: EventLane, look: CursorPosition): Promise<void> {
  await db()
    .update(eventCursors)
    .set(look === "newest" ? { completedAt: sql`now()` } : { settledAt: sql`now()` })
    .where(eq(eventCursors.lane, lane));
}

function at(look: CursorPosition, eventId: string | null) {
  const column = look === "newest" ? eventCursors.newestId : eventCursors.settledId;
  return sql`${column} is not distinct from ${eventId}`;
}

/** When the store began; it can't have missed anything earlier. */
async function firstRow(): Promise<Date> {
  const rows = await Promise.all([
    db()
      .select({ at: min(webhookEvents.createdAt) })
      .from(webhookEvents),
    db()
      .select({ at: min(orders.createdAt) })
      .from(orders),
    db()
      .select({ at: min(products.createdAt) })
      .from(products),
  ]);
  const times = rows.flatMap(([row]) => (row?.at ? [row.at.getTime()] : []));
  return new Date(Math.min(Date.now(), ...times));
}
