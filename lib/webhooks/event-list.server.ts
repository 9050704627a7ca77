import "server-only";
import type Stripe from "stripe";
import type { EventLane } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { itemsAfter, type NewestFirst, type OldestFirst, oldestItems } from "@/lib/stripe/oldest-first";
import { LANE_TYPES } from "./lanes";

export type EventPage = { events: Stripe.Event[]; more: boolean };

/** The events after one. Null when Stripe does not have that event, or the keys are another account's. */
export async function eventsAfter(lane: EventLane, eventId: string): Promise<EventPage | null> {
  const page = await itemsAfter(listOf(lane), eventId);
  return page && eventPage(page);
}

/** The oldest events since a time in Unix seconds. */
export async function oldestEvents(lane: EventLane, since: number): Promise<EventPage> {
  return eventPage(await oldestItems(listOf(lane), since));
}

const eventPage = ({ items, more }: OldestFirst<Stripe.Event>): EventPage => ({ events: items, more });

const listOf =
  (lane: EventLane): NewestFirst<Stripe.Event> =>
  (params) =>
    stripe().events.list({ ...params, types: LANE_TYPES[lane] });
