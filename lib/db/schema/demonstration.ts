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

/** What the demonstration added, to tell it from the merchant's own, and so that removed items do not come back. */
export const demonstrationItems = pgTable(
  "demonstration",
  {
    kind: text().$type<DemonstrationKind>().notNull(),
    id: text().notNull(),
    /** The contents as they were added, which show later edits. Null in older rows. */
    contents: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    takenOutAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);
