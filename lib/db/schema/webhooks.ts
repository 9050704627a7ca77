import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type Stripe from "stripe";
import { createdAt, instant } from "./columns";

/**
 * Why an event is set aside for a person to see. `text_replaced`: it held letters that PostgreSQL does not keep.
 * `payload_refused`: PostgreSQL took only the outer fields. Both are acted upon all the same. `keeps_failing`: it is
 * tried once a day only. `other_mode`: it is of test mode and the store's keys are live, or the other way round.
 */
export const PARKED_REASONS = ["text_replaced", "payload_refused", "keeps_failing", "other_mode"] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];

/** The inbox: every verified event is stored before anything is done about it. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    /** Stripe's `evt_…`; a repeated delivery finds its row. */
    id: text().primaryKey(),
    type: text().notNull(),
    payload: jsonb().$type<Stripe.Event>().notNull(),
    createdAt: createdAt(),
    /** Set in the transaction that carries the effect, or at once where none is due. Null: still to be done. */
    processedAt: instant(),
    /** Tries that were begun. */
    tries: integer("attempts").notNull().default(0),
    lastError: text(),
    /** When the next try may begin. During a try: when its process counts as stopped. */
    nextTryAt: instant("next_attempt_at").notNull().defaultNow(),
    parkedAt: instant(),
    parkedReason: text().$type<ParkedReason>(),
  },
  (table) => [
    index().on(table.processedAt, table.nextTryAt),
    index("webhook_events_due")
      .on(sql`(${table.tries} > 0)`, table.nextTryAt)
      .where(sql`${table.processedAt} is null`),
    index("webhook_events_parked").on(table.parkedAt).where(sql`${table.parkedAt} is not null`),
  ],
);

/** What is read and worked off apart, so that one never waits for the other. */
export type EventLane = "payments" | "catalog";

/** How far the store has read Stripe's event list: decision 7. */
export const eventCursors = pgTable("event_cursors", {
  lane: text().$type<EventLane>().primaryKey(),
  /** Unix seconds; nothing older is looked for: the store did not exist, or Stripe no longer lists it. */
  since: integer().notNull(),
  /** Everything that the list showed up to this event is stored. Null: the list was empty. */
  newestId: text(),
  /** The same, seen a second time when it was old enough for nothing to appear before it any more. */
  settledId: text(),
  settledAt: instant().notNull().defaultNow(),
  /** When a round last came to the end of the list. */
  completedAt: instant(),
});
