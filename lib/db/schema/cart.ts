import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { CartId, VariantId } from "@/lib/base/ids";
import { variants } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";

/** A shopper's cart; its id in a signed cookie is also what makes a guest the owner of an order. */
export const carts = pgTable("carts", {
  id: text().$type<CartId>().primaryKey(),
  /** ISO 3166-1 alpha-2, upper case: where it is to be delivered; decides the shipping rates. */
  country: text().notNull(),
  /** When the shopper last said so; null while it is the store's guess. */
  countryChosenAt: instant(),
  /** What the shopper asked for at a checkout and got: the next one starts with it. */
  promotionCodes: text().array().notNull().default([]),
  loyaltyAsked: boolean().notNull().default(false),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

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
    /** The price the shopper last saw for it, in minor units: a difference from the catalogue is told. */
    seenUnitAmount: integer().notNull(),
    addedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.cartId, table.variantId] }),
    check("cart_lines_quantity_positive", sql`${table.quantity} > 0`),
  ],
);
