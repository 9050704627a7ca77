import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Counters in fixed windows, shared by every instance of the store. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** What is limited and for whom: `payment:shopper:cart_…`, `payment:address:…`. */
    key: text().notNull(),
    windowStart: instant().notNull(),
    /** From then on the row is of no use. */
    endsAt: instant().notNull().default(sql`now() + interval '2 hours'`),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] }), index().on(table.endsAt)],
);
