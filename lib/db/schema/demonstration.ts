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

/**
 * What the demonstration has put into the other tables, each thing once: so that it can be told from the merchant's own, and does not
 * come back when somebody has taken it out.
 */
export const demonstrationItems = pgTable(
  "demonstration",
  {
    kind: text().$type<DemonstrationKind>().notNull(),
    /** In the table of its kind; of a category the slug. */
    id: text().notNull(),
    /** As it was put in: what differs now has been edited. Null: put in before the store kept this. */
    contents: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    /** When `npm run demo:remove` was done with it: taken out, kept for its orders alone, or left as it had become the merchant's. */
    takenOutAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);
