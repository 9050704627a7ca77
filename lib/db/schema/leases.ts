import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What one process at a time may do, and until when the one that does it is taken to be alive. */
export const leases = pgTable("leases", {
  name: text().primaryKey(),
  holder: text().notNull(),
  expiresAt: instant().notNull(),
});
