import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { variants } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

/** `owed`: paid for but not in stock, so the next pieces are kept for it. `restocked`: sold, then put back on sale. */
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
  ],
);
