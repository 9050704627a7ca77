import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const leases = pgTable("leases", {
  name: text().primaryKey(),
  holder: text().notNull(),
  expiresAt: instant().notNull(),
});
