import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import { createdAt, instant } from "./columns";
import { orders } from "./orders";

/** Which lane carries a job out: `JOB_LANES`. Claims must use it as it is, because an index holds it. */
export function jobLane(table: { effect: AnyPgColumn; orderId: AnyPgColumn }): SQL<string> {
  return sql`(case when ${table.effect} like 'email.%' and ${table.orderId} is null then 'person_email' else split_part(${table.effect}, '.', 1) end)`;
}

/** Effects to carry out. Each row is written in the transaction of its cause. */
export const outboxJobs = pgTable(
  "outbox_jobs",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** Null for an effect about a person. */
    orderId: text()
      .$type<OrderId>()
      .references(() => orders.id),
    effect: text().$type<OutboxEffect>().notNull(),
    /** Tells repeats of one effect apart, for example by the payment attempt. Empty for an effect that happens once. */
    occurrence: text().notNull().default(""),
    payload: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
    runAt: instant().notNull().defaultNow(),
    tries: integer("attempts").notNull().default(0),
    doneAt: instant(),
    /** Set after the last try; `npm run outbox:replay` makes the job due again. */
    deadAt: instant(),
    lastError: text(),
    /** Why the job ended without its effect. Enqueueing it again makes it due again. */
    skipped: text(),
  },
  (table) => [
    unique("outbox_jobs_once").on(table.orderId, table.effect, table.occurrence).nullsNotDistinct(),
    index().on(table.doneAt, table.deadAt, table.runAt),
    // A lane finds its next job without reading the backlog of the others.
    index("outbox_jobs_due")
      .on(jobLane(table), table.runAt, table.id)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("outbox_jobs_tried_often")
      .on(table.tries)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
  ],
);

/** `ready`: it can be collected. `sent`: it has left, with a carrier or its shopper. `canceled`: there is nothing to pack, but a person's decision can make it `pending` again. */
export type ShipmentStatus = "pending" | "ready" | "sent" | "canceled";

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
