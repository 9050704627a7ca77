import { sql } from "drizzle-orm";
import { bigserial, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { variants } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

/** `owed`: paid for but not in stock, so the next pieces are kept for it. `restocked`: sold, then all put back on sale. */
export type HoldStatus = "held" | "sold" | "released" | "owed" | "restocked";

/** Pieces kept for orders: available = on hand - live holds of others. The database refuses `held` unless the order is `open` or `processing`. */
export const stockHolds = pgTable(
  "stock_holds",
  {
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    variantId: text()
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id),
    quantity: integer().notNull(),
    /** So many of the pieces were sold, and put back on sale. */
    restocked: integer().notNull().default(0),
    status: text().$type<HoldStatus>().notNull().default("held"),
    /** The hold does not count after this. Null until the payment settles (delayed methods). */
    expiresAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.variantId] }),
    index().on(table.variantId, table.status),
    check("stock_holds_quantity_positive", sql`${table.quantity} > 0`),
    check("stock_holds_restocked_of_quantity", sql`${table.restocked} between 0 and ${table.quantity}`),
  ],
);

/** `opening`: what a new variant begins with. `received`: pieces that arrived. `correction`: whatever nobody gave another reason for. */
export const STOCK_REASONS = [
  "opening",
  "sale",
  "return",
  "received",
  "import",
  "count",
  "correction",
] as const;
export type StockReason = (typeof STOCK_REASONS)[number];

/**
 * Each change of a variant's `onHand`, written by a trigger, so that no writer can leave it out. The changes of a variant add up to
 * what is on hand. Rows are never changed.
 */
export const stockMovements = pgTable(
  "stock_movements",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    variantId: text()
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" }),
    /** Pieces; negative when they left. */
    change: integer().notNull(),
    onHandAfter: integer().notNull(),
    reason: text({ enum: STOCK_REASONS }).notNull(),
    orderId: text()
      .$type<OrderId>()
      .references(() => orders.id, { onDelete: "set null" }),
    /** Which import or count it belongs to. */
    reference: text(),
    /** Who changed it; the database's user where it was done there. */
    who: text().notNull(),
    note: text(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    index().on(table.variantId, table.id),
    index().on(table.orderId),
    check("stock_movements_change_something", sql`${table.change} <> 0`),
    check(
      "stock_movements_reason_known",
      sql`${table.reason} in (${sql.raw(STOCK_REASONS.map((reason) => `'${reason}'`).join(", "))})`,
    ),
  ],
);
