import { sql } from "drizzle-orm";
import { bigint, bigserial, index, jsonb, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { Compared, ComparedSide, DifferenceKind } from "@/lib/model/reconciliation";
import { createdAt, instant } from "./columns";

/** Comparisons of the store with Stripe, one at a time. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** What happened from the first instant on and before the second is compared. */
    fromAt: instant().notNull(),
    toAt: instant().notNull(),
    /** What is being compared, and after which of its things to go on. */
    stage: text().$type<Compared>().notNull().default("payments"),
    place: text(),
    /** How many of each were compared. */
    counts: jsonb().$type<Partial<Record<Compared | "foreign", number>>>().notNull().default({}),
    /** The time of the thing that was compared last. */
    reachedAt: instant(),
    startedBy: text().notNull(),
    createdAt: createdAt(),
    endedAt: instant(),
    /** Somebody ended it before all was compared. */
    endedBy: text(),
  },
  (table) => [
    uniqueIndex("reconciliations_one_open").on(sql`(1)`).where(sql`${table.endedAt} is null`),
    index().on(table.endedAt),
  ],
);

/** What a comparison found. */
export const differences = pgTable(
  "differences",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    reconciliationId: bigint({ mode: "number" })
      .notNull()
      .references(() => reconciliations.id, { onDelete: "cascade" }),
    kind: text().$type<DifferenceKind>().notNull(),
    /** The payment, refund or dispute at Stripe: `pi_…`, `re_…`, `dp_…`. */
    about: text().notNull(),
    paymentIntentId: text(),
    /** Null when the store has no such order. */
    orderId: text().$type<OrderId>(),
    /** What Stripe calls the order, where the store has none. */
    orderNumber: text(),
    here: jsonb().$type<ComparedSide>(),
    atStripe: jsonb().$type<ComparedSide>(),
    happenedAt: instant().notNull(),
    repairedAt: instant(),
    repairedBy: text(),
  },
  (table) => [
    unique("differences_once").on(table.reconciliationId, table.kind, table.about),
    index("differences_open").on(table.reconciliationId, table.id).where(sql`${table.repairedAt} is null`),
  ],
);
