import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Counters of requests in fixed windows, shared by all instances. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** What is counted, and for whom: `payment:shopper:cart_…`, `payment:address:…`. */
    key: text().notNull(),
    windowStart: instant().notNull(),
    endsAt: instant().notNull().default(sql`now() + interval '2 hours'`),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] }), index().on(table.endsAt)],
);
