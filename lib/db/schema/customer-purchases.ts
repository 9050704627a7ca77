import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text } from "drizzle-orm/pg-core";
import type { CustomerId } from "@/lib/base/ids";
import { customers } from "./accounts";
import { instant } from "./columns";

/**
 * How often an account has bought, for the desk's list of people: among a hundred thousand accounts those few that never did are found by an index.
 * Written by triggers alone, at the end of the transaction in which an order changes, so that nobody waits for a row here while others wait for an order.
 */
export const customerPurchases = pgTable(
  "customer_purchases",
  {
    customerId: text()
      .$type<CustomerId>()
      .primaryKey()
      .references(() => customers.id, { onDelete: "cascade" }),
    /** 2 for two and more. */
    paidOrders: smallint().notNull().default(0),
    lastPaidAt: instant(),
  },
  (table) => [
    index("customer_purchases_by_count").on(table.paidOrders),
    index("customer_purchases_by_last").on(table.lastPaidAt).where(sql`${table.lastPaidAt} is not null`),
    check("customer_purchases_up_to_two", sql`${table.paidOrders} between 0 and 2`),
  ],
);
