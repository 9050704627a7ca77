import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { CustomerId } from "@/lib/base/ids";
import { customers } from "./accounts";
import { createdAt } from "./columns";

/** Groups that staff put accounts into by hand; segments are made by rules. The name is for staff alone. */
export const customerGroups = pgTable(
  "customer_groups",
  { id: text().primaryKey(), name: text().notNull(), createdAt: createdAt() },
  (table) => [uniqueIndex("customer_groups_name").on(sql`lower(${table.name})`)],
);

export const groupMembers = pgTable(
  "customer_group_members",
  {
    groupId: text()
      .notNull()
      .references(() => customerGroups.id, { onDelete: "cascade" }),
    customerId: text()
      .$type<CustomerId>()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    addedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.customerId] }),
    index("customer_group_members_of").on(table.customerId),
  ],
);
