import { CATALOG_TYPES, type EventLane } from "@/lib/db/schema";
import { HANDLED_EVENTS, type HandledType } from "./handled";

const CATALOG = new RegExp(CATALOG_TYPES);

/** Payments must not wait for a merchant who edits ten thousand products. */
const laneOf = (type: HandledType): EventLane => (CATALOG.test(type) ? "catalog" : "payments");

/** The most types that one call to Stripe's list of events takes. */
export const MAX_LISTED_TYPES = 20;

export const LANE_TYPES: Record<EventLane, HandledType[]> = {
  payments: HANDLED_EVENTS.filter((type) => laneOf(type) === "payments"),
  catalog: HANDLED_EVENTS.filter((type) => laneOf(type) === "catalog"),
};
