import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { instant } from "./columns";
import { orders } from "./orders";

/** What the desk finds an order by, in few bytes: its list reads this and never the orders themselves. Written by triggers alone. */
export const orderListings = pgTable(
  "order_listings",
  {
    orderId: text()
      .$type<OrderId>()
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    placedAt: instant().notNull(),
    currency: text().$type<Currency>().notNull(),
    /** Minor units. */
    total: integer().notNull(),
    /** `state:paid`, `surface:embedded`, `country:FR`, `currency:eur`, `rule:…`, `variant:…`, `card:4242` */
    terms: text().array().notNull(),
    /** Number, names and e-mail without accents and capitals, a blank before and after each. */
    who: text().notNull(),
  },
  (table) => [
    index("order_listings_by_time").on(table.placedAt, table.orderId),
    index("order_listings_by_total").on(table.currency, table.total, table.orderId),
    // A search reads all that is not yet sorted in, so that may never be much.
    index("order_listings_by_term").using("gin", table.terms).with({ gin_pending_list_limit: 512 }),
    index("order_listings_by_who")
      .using("gin", table.who.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: 512 }),
  ],
);
