import { CATALOG_TYPES, type EventLane } from "@/lib/db/schema";
import { HANDLED_EVENTS, type HandledType } from "./handled";

const CATALOG = new RegExp(CATALOG_TYPES);

/** Payments must not wait for a merchant who edits ten thousand products. */
const laneOf = (type: HandledType): EventLane => (CATALOG.test(type) ? "catalog" : "payments");

/** The books read Stripe's lists of their own, so no round has to look for these. */
const OF_BOOKS = /^payout\./;

/** The most types that one call to Stripe's list of events takes. */
export const MAX_LISTED_TYPES = 20;

export const LANE_TYPES: Record<EventLane, HandledType[]> = {
  payments: HANDLED_EVENTS.filter((type) => laneOf(type) === "payments" && !OF_BOOKS.test(type)),
  catalog: HANDLED_EVENTS.filter((type) => laneOf(type) === "catalog"),
};
