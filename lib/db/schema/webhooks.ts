import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type Stripe from "stripe";
import { createdAt, instant } from "./columns";

/** `keeps_failing`: tried once an hour. `other_mode`: a test event while the keys are live, or the other way round; never tried. */
export const PARKED_REASONS = ["keeps_failing", "other_mode"] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];

/** The types of events about the catalogue, as a regular expression. */
export const CATALOG_TYPES = "^(product|price)\\.";

/** Whether an event belongs to the lane `catalog`. Claims must use it as it is, because indexes hold it. */
export function isOfCatalog(table: { type: AnyPgColumn }): SQL<boolean> {
  return sql`(${table.type} ~ '${sql.raw(CATALOG_TYPES)}')`;
}

/** The payment that an event is about, or else the event's object. Questions must use it as it is, because an index holds it. */
export function eventAbout(table: { payload: AnyPgColumn }): SQL<string> {
  return sql`(coalesce(${table.payload} #>> '{data,object,payment_intent}', ${table.payload} #>> '{data,object,id}'))`;
}

/** Events from Stripe, without what they say of persons. Every verified event is stored before it is processed. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    /** `evt_…`, by which a repeated delivery finds its row. */
    id: text().primaryKey(),
    type: text().notNull(),
    payload: jsonb().$type<Stripe.Event>().notNull(),
    createdAt: createdAt(),
    /** Set in the transaction of the effect. Null while the event is still to be processed. */
    processedAt: instant(),
    tries: integer("attempts").notNull().default(0),
    lastError: text(),
    /** When the next try may begin; during a try, when its process counts as stopped. */
    nextTryAt: instant("next_attempt_at").notNull().defaultNow(),
    parkedAt: instant(),
    parkedReason: text().$type<ParkedReason>(),
  },
  (table) => [
    index().on(table.processedAt, table.nextTryAt),
    // A lane finds its next event without reading the backlog of the other.
    index("webhook_events_due_payments")
      .on(sql`(${table.tries} > 0)`, table.nextTryAt)
      .where(sql`${table.processedAt} is null and ${isOfCatalog(table)} = false`),
    index("webhook_events_due_catalog")
      .on(sql`(${table.tries} > 0)`, table.nextTryAt)
      .where(sql`${table.processedAt} is null and ${isOfCatalog(table)} = true`),
    // The events of one order's payments.
    index("webhook_events_about")
      .on(eventAbout(table))
      .where(sql`${isOfCatalog(table)} = false`),
    index("webhook_events_parked").on(table.parkedAt).where(sql`${table.parkedAt} is not null`),
  ],
);

/** The lanes are read and processed separately, so that one never waits for the other. */
export type EventLane = "payments" | "catalog";

/** How far Stripe's list of events has been read: decision 7. */
export const eventCursors = pgTable("event_cursors", {
  lane: text().$type<EventLane>().primaryKey(),
  /** Unix seconds; older events are not looked for. */
  since: integer().notNull(),
  /** All events up to this one are stored. Null when the list was empty. */
  newestId: text(),
  /** Events up to this one were read a second time, when they were so old that nothing more could appear before it. */
  settledId: text(),
  settledAt: instant().notNull().defaultNow(),
  completedAt: instant(),
});
