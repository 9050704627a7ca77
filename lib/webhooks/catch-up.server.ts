import "server-only";
import { desc } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, webhookEvents } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { HANDLED_EVENTS } from "./handled";
import { storeEvent } from "./inbox.server";

/** Deliveries may be late or out of order by this much without being missed. */
const OVERLAP_SECONDS = 60 * 60;
/** Stripe lists events for thirty days. */
const LISTED_SECONDS = 30 * 24 * 60 * 60;
const MAX_EVENTS = 2_000;

/**
 * Stores the events that Stripe lists and the store never received: a day of failed deliveries ends with the same
 * inbox as a day of good ones. `sweepInbox` then acts on them.
 *
 * @returns how many were missing.
 */
export async function catchUpOnEvents(now = new Date()): Promise<number> {
  const since = await lastKnown();
  // Nothing sold and nothing received yet: there is nothing to have missed.
  if (since === null) return 0;
  const earliest = Math.floor(now.getTime() / 1000) - LISTED_SECONDS;
  const events = await stripe()
    .events.list({
      created: { gte: Math.max(since - OVERLAP_SECONDS, earliest) },
      types: [...HANDLED_EVENTS],
      limit: 100,
    })
    .autoPagingToArray({ limit: MAX_EVENTS });
  let missing = 0;
  for (const event of events.reverse()) {
    if ((await storeEvent(event)) === "new") missing += 1;
  }
  return missing;
}

/** Unix seconds of the newest event on record, else of the first order. */
async function lastKnown(): Promise<number | null> {
  const [event] = await db()
    .select({ payload: webhookEvents.payload })
    .from(webhookEvents)
    .orderBy(desc(webhookEvents.createdAt))
    .limit(1);
  if (event) return event.payload.created;
  const [order] = await db()
    .select({ createdAt: orders.createdAt })
    .from(orders)
    .orderBy(orders.createdAt)
    .limit(1);
  return order ? Math.floor(order.createdAt.getTime() / 1000) : null;
}
