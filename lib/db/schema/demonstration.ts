import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

export const DEMONSTRATION_KINDS = [
  "category",
  "product",
  "discount_rule",
  "segment",
  "loyalty_program",
  "shopper",
] as const;
export type DemonstrationKind = (typeof DEMONSTRATION_KINDS)[number];

/** What the demonstration added, so that it is known from the merchant's own and does not come back once removed. */
export const demonstrationItems = pgTable(
  "demonstration",
  {
    kind: text().$type<DemonstrationKind>().notNull(),
    /** In the table of its kind; a category's slug. */
    id: text().notNull(),
    /** As added, which shows later edits. Null in older rows. */
    contents: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    takenOutAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);
