import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Counters in fixed windows, shared by every instance of the store. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** What is limited and for whom: `checkout:cart_…`, `checkout:ip:…`. */
    key: text().notNull(),
    windowStart: instant().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] })],
);
