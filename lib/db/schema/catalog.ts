import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { PriceId, ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { PriceTaxBehavior } from "@/lib/model/quote";
import { createdAt, updatedAt } from "./columns";

/** An axis on which a product's variants differ: `colour` or `size`, with its values in the order they are shown. */
export type OptionAxis = {
  key: string;
  name: Localized;
  /** `swatch` is a CSS colour; an axis with swatches is shown as colour dots. */
  values: { key: string; label: Localized; swatch?: string }[];
};

export const categories = pgTable("categories", {
  slug: text().primaryKey(),
  name: jsonb().$type<Localized>().notNull(),
  description: jsonb().$type<Localized>().notNull(),
  position: integer().notNull(),
});

/** `nameEn`, `descriptionFr`: a text of a product in one language. */
export type TextFact = `${"name" | "description"}${Capitalize<Locale>}`;

/** What both the store and Stripe say of a product; a text that is not there was not written in that language. */
export type ProductFacts = Partial<Record<TextFact, string>> & { active: boolean };

/** The mirror of a Stripe Product, once `stripeProductId` is set: an edit of name, descriptions or `active` is taken over from either side. */
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
    /** Material, care, measures: short lines under the description. */
    details: jsonb().$type<Localized[]>().notNull().default([]),
    options: jsonb().$type<OptionAxis[]>().notNull().default([]),
    /** Picture for a colour key, `default` for the rest: paths under `/public`. */
    images: jsonb().$type<Record<string, string>>().notNull(),
    position: integer().notNull(),
    featured: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    stripeProductId: text().unique(),
    /** Stripe's `updated` of the Product when the store last looked, in Unix seconds. */
    stripeUpdated: integer(),
    /** What both sides said when the store last looked: who says otherwise since has edited it. Null before the first look. */
    agreed: jsonb().$type<Partial<ProductFacts>>(),
    /** Counts the looks at Stripe that were written here: who read before the last one must not write. */
    mirrorVersion: integer().notNull().default(0),
    /** Of the Stripe Product, `txcd_…`; null while the store has not been told, or it has none. */
    stripeTaxCode: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.categorySlug, table.position)],
);

/**
 * What is bought: one combination of option values. The mirror of a Stripe Price, found by `sku`, which is the
 * Price's lookup key. `onHand` is ours alone.
 */
export const variants = pgTable(
  "variants",
  {
    id: text().$type<VariantId>().primaryKey(),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    sku: text().notNull().unique(),
    /** Value key by axis key: `{ colour: "sand", size: "m" }`. */
    options: jsonb().$type<Record<string, string>>().notNull().default({}),
    unitAmount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    stripePriceId: text().$type<PriceId>().unique(),
    /** Whether that Price contains the tax; null while the store has not been told. */
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
 * `price_archived`: the variant is off sale, as its Price is archived. `price_unclear`: the same, and the product has another
 * Price that may or may not be for it. `price_unusable`: a Price names the variant but can't be charged for it.
 * `default_unused`: the product's default Price is charged for nothing. `price_edited_twice`, `product_edited_twice`: the amount, or
 * a text or whether it is on sale, was edited in the store and at Stripe, and a person has to choose.
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

/** What a merchant should put right at Stripe; gone when it is. */
export const priceProblems = pgTable(
  "price_problems",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    code: text().$type<PriceProblemCode>().notNull(),
    /** Whose price it is about, where that is known. */
    sku: text(),
    priceId: text().$type<PriceId>(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.productId)],
);
