import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { CartId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { variants } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";

/** A guest owns orders by the cart's id in a signed cookie. */
export const carts = pgTable(
  "carts",
  {
    id: text().$type<CartId>().primaryKey(),
    /** ISO 3166-1 alpha-2 of the delivery. */
    country: text().notNull(),
    /** Null while the store has only guessed the country. */
    countryChosenAt: instant(),
    /** Null is the store's own. */
    currency: text().$type<Currency>(),
    promotionCodes: text().array().notNull().default([]),
    loyaltyAsked: boolean().notNull().default(false),
    createdAt: createdAt(),
    /** Also when a line changed. */
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.updatedAt)],
);

export const cartLines = pgTable(
  "cart_lines",
  {
    cartId: text()
      .$type<CartId>()
      .notNull()
      .references(() => carts.id, { onDelete: "cascade" }),
    variantId: text()
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id),
    quantity: integer().notNull(),
    /** The price that the shopper last saw, in minor units, so that a change can be shown. */
    seenUnitAmount: integer().notNull(),
    /** Of that price; null is the store's own. */
    seenCurrency: text().$type<Currency>(),
    addedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.cartId, table.variantId] }),
    check("cart_lines_quantity_positive", sql`${table.quantity} > 0`),
  ],
);
