import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { OrderId, StaffId } from "@/lib/base/ids";
import { createdAt } from "./columns";
import { orders } from "./orders";
import { staff } from "./staff";

const ofOrder = () =>
  text()
    .$type<OrderId>()
    .notNull()
    .references(() => orders.id);

const byStaff = () =>
  text()
    .$type<StaffId>()
    .notNull()
    .references(() => staff.id);

/** What staff write about an order for each other. Never changed. */
export const orderNotes = pgTable(
  "order_notes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: ofOrder(),
    staffId: byStaff(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.orderId, table.id)],
);

/** Words that staff mark orders with. The list finds orders by them. */
export const orderTags = pgTable(
  "order_tags",
  {
    orderId: ofOrder(),
    tag: text().notNull(),
    staffId: byStaff(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.tag] })],
);

/** Orders that were left out of a pick list, as a piece was not where it should be. A row goes when somebody takes the order up again. */
export const orderAsides = pgTable(
  "order_asides",
  {
    orderId: ofOrder().primaryKey(),
    /** The line that was not found, by its SKU in the order. */
    sku: text().notNull(),
    staffId: byStaff(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.createdAt)],
);

/** Filters of the list of orders under a name. */
export const orderViews = pgTable(
  "order_views",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    staffId: byStaff(),
    name: text().notNull(),
    /** What stands after `?` in the address, as `orderFilterParams` writes it. */
    query: text().notNull(),
    /** For everybody, not only for who made it. */
    shared: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    unique("order_views_name").on(table.staffId, table.name),
    index("order_views_shared").on(table.name).where(sql`${table.shared}`),
    check("order_views_name_is_given", sql`${table.name} <> ''`),
  ],
);
