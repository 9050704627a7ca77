import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type Stripe from "stripe";
import { createdAt, instant } from "./columns";

/** The inbox: every verified event is stored before anything is done about it. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    /** Stripe's `evt_…`; a repeated delivery finds its row. */
    id: text().primaryKey(),
    type: text().notNull(),
    payload: jsonb().$type<Stripe.Event>().notNull(),
    createdAt: createdAt(),
    /** Set in the transaction that carries the effect. Null: still to be done. */
    processedAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    nextAttemptAt: instant().notNull().defaultNow(),
  },
  (table) => [index().on(table.processedAt, table.nextAttemptAt)],
);
