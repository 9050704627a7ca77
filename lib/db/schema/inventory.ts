import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { variants } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

/**
 * `owed`: paid for and not there yet, so the next pieces that arrive are kept for it. `restocked`: sold, and put back on
 * sale since.
 */
export type HoldStatus = "held" | "sold" | "released" | "owed" | "restocked";

/**
 * Stock kept for an order while it is being paid: available = on hand - live holds of others. The database refuses `held` for an order that
 * is not `open` or `processing` (the triggers of migration `checkout-starts`).
 */
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
    status: text().$type<HoldStatus>().notNull().default("held"),
    /** A hold past this instant no longer counts. Null: kept until the payment settles (delayed methods). */
    expiresAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.variantId] }),
    index().on(table.variantId, table.status),
    check("stock_holds_quantity_positive", sql`${table.quantity} > 0`),
  ],
);
