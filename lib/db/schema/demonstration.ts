import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

/**
 * Everything of the demonstration that was ever put into this database: what a merchant has deleted since does not come back.
 * `item` is its kind and its key: `product:stoneware-mug`, `variant:KC-MUG`. Emptied when the demonstration is taken out.
 */
export const demonstrationItems = pgTable("demonstration_items", {
  item: text().primaryKey(),
  createdAt: createdAt(),
});
