import { sql } from "drizzle-orm";
import { bigserial, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { ReturnLine, ReturnReason, ReturnStatus } from "@/lib/model/return";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

/** Goods that shoppers send back, from the question to the refund. */
export const returns = pgTable(
  "returns",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    status: text().$type<ReturnStatus>().notNull().default("asked"),
    reason: text().$type<ReturnReason>().notNull(),
    lines: jsonb().$type<ReturnLine[]>().notNull(),
    /** What the shopper wrote. */
    note: text(),
    /** What the merchant answered, for the shopper to read. */
    words: text(),
    answeredBy: text(),
    receivedBy: text(),
    endedBy: text(),
    askedAt: createdAt(),
    answeredAt: instant(),
    receivedAt: instant(),
    endedAt: instant(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.id),
    index().on(table.status, table.id),
    // A double click asks once.
    uniqueIndex("returns_one_question").on(table.orderId).where(sql`${table.status} = 'asked'`),
  ],
);
