import type { EventLane } from "@/lib/db/schema";
import { HANDLED_EVENTS, type HandledType } from "./handled";

const CATALOG = /^(product|price)\./;

/** A merchant who edits ten thousand products makes no payment wait. */
const laneOf = (type: HandledType): EventLane => (CATALOG.test(type) ? "catalog" : "payments");

/** Stripe's event list takes this many types in one call. */
export const MAX_LISTED_TYPES = 20;

export const LANE_TYPES: Record<EventLane, HandledType[]> = {
  payments: HANDLED_EVENTS.filter((type) => laneOf(type) === "payments"),
  catalog: HANDLED_EVENTS.filter((type) => laneOf(type) === "catalog"),
};
