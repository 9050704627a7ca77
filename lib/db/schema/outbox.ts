import { bigserial, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import { createdAt, instant } from "./columns";
import { orders } from "./orders";

/** What must happen outside the database because of an order or a person. Written in the transaction of its cause. */
export const outboxJobs = pgTable(
  "outbox_jobs",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** Null for what is done because of a person. */
    orderId: text()
      .$type<OrderId>()
      .references(() => orders.id),
    effect: text().$type<OutboxEffect>().notNull(),
    /** Tells two occurrences of one effect apart: the payment attempt that failed, say. Empty for once in a lifetime. */
    occurrence: text().notNull().default(""),
    payload: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
    runAt: instant().notNull().defaultNow(),
    tries: integer("attempts").notNull().default(0),
    doneAt: instant(),
    /** Given up after the last try; `npm run outbox:replay` puts it back. */
    deadAt: instant(),
    lastError: text(),
    /** Why it was finished without its effect: its moment had passed. Asking again makes it due again. */
    skipped: text(),
  },
  (table) => [
    unique("outbox_jobs_once").on(table.orderId, table.effect, table.occurrence).nullsNotDistinct(),
    index().on(table.doneAt, table.deadAt, table.runAt),
  ],
);

/** `canceled`: nothing is to be packed any more; a person's decision can make it `pending` again. */
export type ShipmentStatus = "pending" | "sent" | "canceled";

export const shipments = pgTable("shipments", {
  orderId: text()
    .$type<OrderId>()
    .primaryKey()
    .references(() => orders.id),
  provider: text().notNull(),
  status: text().$type<ShipmentStatus>().notNull().default("pending"),
  carrier: text(),
  trackingNumber: text(),
  createdAt: createdAt(),
  sentAt: instant(),
});
