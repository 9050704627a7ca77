import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type Stripe from "stripe";
import { createdAt, instant } from "./columns";

/**
 * `text_replaced`: letters that PostgreSQL refuses were replaced. `payload_refused`: only the outer fields were stored. Both are processed anyway.
 * `keeps_failing`: tried once a day. `other_mode`: of test mode while the keys are live, or the other way round.
 */
export const PARKED_REASONS = ["text_replaced", "payload_refused", "keeps_failing", "other_mode"] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];

/** Every verified event is stored before it is processed. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    /** `evt_…`: a repeated delivery finds its row. */
    id: text().primaryKey(),
    type: text().notNull(),
    payload: jsonb().$type<Stripe.Event>().notNull(),
    createdAt: createdAt(),
    /** Set in the transaction of the effect. Null: still to do. */
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
    index("webhook_events_due")
      .on(sql`(${table.tries} > 0)`, table.nextTryAt)
      .where(sql`${table.processedAt} is null`),
    index("webhook_events_parked").on(table.parkedAt).where(sql`${table.parkedAt} is not null`),
  ],
);

/** Read and processed apart, so that one never waits for the other. */
export type EventLane = "payments" | "catalog";

/** How far Stripe's list of events has been read: decision 7. */
export const eventCursors = pgTable("event_cursors", {
  lane: text().$type<EventLane>().primaryKey(),
  /** Unix seconds; older events are not looked for. */
  since: integer().notNull(),
  /** All events up to this one are stored. Null: the list was empty. */
  newestId: text(),
  /** The same, read again when it was old enough that nothing could appear before it. */
  settledId: text(),
  settledAt: instant().notNull().defaultNow(),
  /** When a round last reached the end of the list. */
  completedAt: instant(),
});
