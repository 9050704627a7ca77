import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type Stripe from "stripe";

/** What the store reads of a Product; times in Unix seconds. */
export type ProductAtStripe = Pick<
  Stripe.Product,
  | "id"
  | "deleted"
  | "active"
  | "created"
  | "updated"
  | "name"
  | "description"
  | "images"
  | "metadata"
  | "tax_code"
  | "default_price"
>;

/** What the store reads of a Price; amounts in minor units, times in Unix seconds. */
export type PriceAtStripe = Pick<
  Stripe.Price,
  | "id"
  | "deleted"
  | "active"
  | "billing_scheme"
  | "created"
  | "currency"
  | "lookup_key"
  | "metadata"
  | "nickname"
  | "product"
  | "tax_behavior"
  | "transform_quantity"
  | "type"
  | "unit_amount"
> & {
  /** Only where it was asked for. */
  currency_options?: Record<string, Pick<Stripe.Price.CurrencyOptions, "unit_amount">>;
};

/** All Products of the account, while the catalogue is compared with it; empty otherwise. */
export const stripeListedProducts = pgTable(
  "stripe_listed_products",
  {
    id: text().primaryKey(),
    /** Of its metadata. */
    slug: text(),
    product: jsonb().$type<ProductAtStripe>().notNull(),
  },
  (table) => [index().on(table.slug)],
);

/** All active Prices of the account, while the catalogue is compared with it; empty otherwise. */
export const stripeListedPrices = pgTable(
  "stripe_listed_prices",
  {
    id: text().primaryKey(),
    productId: text().notNull(),
    lookupKey: text(),
    /** Of its metadata. */
    sku: text(),
    price: jsonb().$type<PriceAtStripe>().notNull(),
  },
  (table) => [index().on(table.productId), index().on(table.lookupKey), index().on(table.sku)],
);
