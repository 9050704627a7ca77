import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { CartId, CustomerId, DraftId, OrderId, StaffId } from "@/lib/base/ids";
import type { DraftReduction } from "@/lib/model/draft";
import type { LinePieces } from "@/lib/model/refund";
import { customers } from "./accounts";
import { carts } from "./cart";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";
import { returns } from "./returns";
import { staff } from "./staff";

/** Orders that staff put together for a shopper. Goods, country and codes are in a cart of their own, which no shopper has. Locked as a checkout of that cart. */
export const draftOrders = pgTable(
  "draft_orders",
  {
    id: text().$type<DraftId>().primaryKey(),
    cartId: text()
      .$type<CartId>()
      .notNull()
      .unique()
      .references(() => carts.id),
    staffId: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    /** Where the request goes; null when staff hand the link over themselves. */
    email: text(),
    /** The account with that address, whose discounts hold. */
    customerId: text()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    locale: text().$type<Locale>().notNull(),
    /** The delivery that is chosen when the checkout opens. */
    shippingSpeed: text(),
    /** The merchant's words to the shopper. */
    note: text(),
    reduction: text().$type<DraftReduction>().notNull().default("none"),
    /** As it was typed. */
    reductionBy: text().notNull().default(""),
    /** Null until the shopper begins to pay. */
    orderId: text()
      .$type<OrderId>()
      .unique()
      .references(() => orders.id),
    /** The return whose goods are exchanged for those of this draft. */
    exchangeOf: bigint({ mode: "number" })
      .unique()
      .references(() => returns.id),
    sentAt: instant(),
    expiresAt: instant(),
    endedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.createdAt, table.id),
    // Those that are deleted by age.
    index("draft_orders_without_order").on(table.updatedAt).where(sql`${table.orderId} is null`),
    check("draft_orders_sent_with_an_end", sql`(${table.sentAt} is null) = (${table.expiresAt} is null)`),
  ],
);

/** How the goods of paid orders were changed before they were sent. What was added is a draft, and the order that came of it. Decision 68. */
export const orderChanges = pgTable(
  "order_changes",
  {
    /** The key of the request, so that one request makes one change. */
    id: text().$type<DraftId>().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    /** Null when nothing was added. */
    draftId: text()
      .$type<DraftId>()
      .unique()
      .references(() => draftOrders.id),
    removed: jsonb().$type<LinePieces[]>().notNull(),
    /** Minor units of the order's currency, as `ChangeFigures` has them. */
    worth: integer().notNull(),
    added: integer().notNull(),
    credited: integer().notNull(),
    pay: integer().notNull(),
    back: integer().notNull(),
    askedBy: text().notNull(),
    /** When what was added was paid, and the pieces that were taken off went back on sale. */
    doneAt: instant(),
    takenBackAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    // Those that wait for their shopper's money, however many there were.
    index("order_changes_waiting")
      .on(table.createdAt)
      .where(
        sql`${table.doneAt} is null and ${table.takenBackAt} is null and ${table.draftId} is not null and ${table.pay} > 0`,
      ),
    check(
      "order_changes_add_up",
      sql`${table.worth} - ${table.back} = ${table.credited} and ${table.added} - ${table.pay} = ${table.credited} and least(${table.credited}, ${table.pay}, ${table.back}) >= 0`,
    ),
  ],
);
