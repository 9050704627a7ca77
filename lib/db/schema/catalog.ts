import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { PriceId, ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { PriceTaxBehavior } from "@/lib/model/quote";
import { createdAt, updatedAt } from "./columns";

/** An option such as `colour` or `size`; its values are in the order they are shown. */
export type OptionAxis = {
  key: string;
  name: Localized;
  /** `swatch` is a CSS colour, shown as a dot. */
  values: { key: string; label: Localized; swatch?: string }[];
};

export const categories = pgTable("categories", {
  slug: text().primaryKey(),
  name: jsonb().$type<Localized>().notNull(),
  description: jsonb().$type<Localized>().notNull(),
  position: integer().notNull(),
});

export type TextFact = `${"name" | "description"}${Capitalize<Locale>}`;

/** What both the store and Stripe store of a product; an absent text has no translation. */
export type ProductFacts = Partial<Record<TextFact, string>> & { active: boolean };

/** A Stripe Product once `stripeProductId` is set: edits of name, descriptions and `active` go both ways. */
export const products = pgTable(
  "products",
  {
    id: text().$type<ProductId>().primaryKey(),
    slug: text().notNull().unique(),
    categorySlug: text()
      .notNull()
      .references(() => categories.slug),
    name: jsonb().$type<Localized>().notNull(),
    description: jsonb().$type<Localized>().notNull(),
    /** Short lines under the description: material, care, size. */
    details: jsonb().$type<Localized[]>().notNull().default([]),
    options: jsonb().$type<OptionAxis[]>().notNull().default([]),
    /** Paths under `/public` by colour key, with `default` for the rest. */
    images: jsonb().$type<Record<string, string>>().notNull(),
    position: integer().notNull(),
    featured: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    stripeProductId: text().unique(),
    /** Stripe's `updated` when last read, in Unix seconds. */
    stripeUpdated: integer(),
    /** What both sides had when they were last compared, which shows who has edited since. Null before the first comparison. */
    agreed: jsonb().$type<Partial<ProductFacts>>(),
    /** Counts up with each write from Stripe: a reader with an older number must not write. */
    mirrorVersion: integer().notNull().default(0),
    /** `txcd_…` of the Stripe Product; null when unknown or none. */
    stripeTaxCode: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.categorySlug, table.position)],
);

/** One combination of option values: a Stripe Price, whose lookup key is the `sku`. `onHand` is known to the store alone. */
export const variants = pgTable(
  "variants",
  {
    id: text().$type<VariantId>().primaryKey(),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    sku: text().notNull().unique(),
    /** Value by axis: `{ colour: "sand", size: "m" }`. */
    options: jsonb().$type<Record<string, string>>().notNull().default({}),
    unitAmount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    stripePriceId: text().$type<PriceId>().unique(),
    /** The tax behavior of the Price; null while unknown. */
    stripeTaxBehavior: text().$type<PriceTaxBehavior>(),
    onHand: integer().notNull().default(0),
    active: boolean().notNull().default(true),
    position: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.productId, table.position),
    check("variants_unit_amount_not_negative", sql`${table.unitAmount} >= 0`),
    check("variants_on_hand_not_negative", sql`${table.onHand} >= 0`),
  ],
);

/**
 * `price_archived`: off sale, as its Price is archived. `price_unclear`: off sale, and another Price may be meant for it.
 * `price_unusable`: a Price names it but can't be charged. `default_unused`: no variant uses the product's default Price.
 * `price_edited_twice`, `product_edited_twice`: edited on both sides, so a person has to choose.
 */
export const PRICE_PROBLEMS = [
  "price_archived",
  "price_unclear",
  "price_unusable",
  "default_unused",
  "price_edited_twice",
  "product_edited_twice",
] as const;
export type PriceProblemCode = (typeof PRICE_PROBLEMS)[number];

export const priceProblems = pgTable(
  "price_problems",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    code: text().$type<PriceProblemCode>().notNull(),
    sku: text(),
    priceId: text().$type<PriceId>(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.productId)],
);
