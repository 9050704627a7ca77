import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { CustomerId } from "@/lib/base/ids";
import type { LoyaltyProgram } from "@/lib/model/loyalty-program";
import { customers } from "./accounts";
import { createdAt, instant, updatedAt } from "./columns";

/** The loyalty program, in one row or none. It is checked on each read. */
export const loyaltyProgram = pgTable(
  "loyalty_program",
  {
    id: text().primaryKey().default("store"),
    tiers: jsonb().$type<LoyaltyProgram["tiers"]>().notNull(),
    days: integer().notNull(),
    graceDays: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check("loyalty_program_one", sql`${table.id} = 'store'`)],
);

/** When an earned tier ends without new orders, for the regular check. The tier itself is calculated on each read. */
export const loyaltyEnds = pgTable(
  "loyalty_ends",
  {
    customerId: text()
      .$type<CustomerId>()
      .primaryKey()
      .references(() => customers.id, { onDelete: "cascade" }),
    endsAt: instant().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.endsAt)],
);
