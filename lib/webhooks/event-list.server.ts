import "server-only";
import type Stripe from "stripe";
import type { EventLane } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { LANE_TYPES } from "./lanes";

/** Events oldest first, unlike Stripe's list, so that reading can stop anywhere. */
export type EventPage = { events: Stripe.Event[]; more: boolean };

const PAGE = 100;

/** The events after one. Null when Stripe does not have that event, or the keys are another account's. */
export async function eventsAfter(lane: EventLane, eventId: string): Promise<EventPage | null> {
  try {
    const page = await list(lane, { ending_before: eventId, limit: PAGE });
    return { events: page.data.reverse(), more: page.has_more };
  } catch (error) {
    const { code, kind } = stripeFailure(error);
    if (kind === "refused" && code === "resource_missing") return null;
    throw error;
  }
}

/** The oldest events since a time in Unix seconds. Takes one or two calls to Stripe, or some twenty when the list is long and begins later. */
export async function oldestEvents(lane: EventLane, since: number): Promise<EventPage> {
  const before = await newestUntil(lane, since - 1);
  const next = before && (await eventsAfter(lane, before.id));
  if (next) return next;
  const newest = await list(lane, { created: { gte: since }, limit: PAGE });
  if (!newest.has_more) return { events: newest.data.reverse(), more: false };
  const first = await firstSecond(lane, since, newest.data[0]?.created ?? since);
  const events = await stripe()
    .events.list({ types: LANE_TYPES[lane], created: { gte: since, lte: first }, limit: PAGE })
    .autoPagingToArray({ limit: 10_000 });
  return { events: events.reverse(), more: true };
}

/** The second of the oldest event, found by halving, because the list can't be read from its end. */
async function firstSecond(lane: EventLane, earliest: number, latest: number): Promise<number> {
  let [from, to] = [earliest, latest];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const found = await newestUntil(lane, middle);
    if (found && found.created >= from) to = found.created;
    else from = middle + 1;
  }
  return to;
}

async function newestUntil(lane: EventLane, second: number): Promise<Stripe.Event | undefined> {
  const page = await list(lane, { created: { lte: second }, limit: 1 });
  return page.data[0];
}

const list = (lane: EventLane, params: Stripe.EventListParams) =>
  stripe().events.list({ ...params, types: LANE_TYPES[lane] });
