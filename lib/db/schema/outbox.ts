import { bigserial, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import { createdAt, instant } from "./columns";
import { orders } from "./orders";

/** Written in the transaction of its cause. */
export const outboxJobs = pgTable(
  "outbox_jobs",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** Null for an effect because of a person. */
    orderId: text()
      .$type<OrderId>()
      .references(() => orders.id),
    effect: text().$type<OutboxEffect>().notNull(),
    /** Tells repeats of one effect apart, by the payment attempt for example. Empty for once only. */
    occurrence: text().notNull().default(""),
    payload: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
    runAt: instant().notNull().defaultNow(),
    tries: integer("attempts").notNull().default(0),
    doneAt: instant(),
    /** After the last try; `npm run outbox:replay` puts it back. */
    deadAt: instant(),
    lastError: text(),
    /** Why it ended without its effect. Asking again makes it due again. */
    skipped: text(),
  },
  (table) => [
    unique("outbox_jobs_once").on(table.orderId, table.effect, table.occurrence).nullsNotDistinct(),
    index().on(table.doneAt, table.deadAt, table.runAt),
  ],
);

/** `canceled`: nothing to pack; a person's decision can make it `pending` again. */
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
