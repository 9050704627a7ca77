import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { CartId, PriceId, ProductId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { ProductPicture } from "@/lib/model/picture";
import type { PricesByCurrency } from "@/lib/model/price";
import type { PriceTaxBehavior } from "@/lib/model/quote";
import { createdAt, instant, updatedAt } from "./columns";

/** An option such as `colour` or `size`; its values are in the order they are shown. */
export type OptionAxis = {
  key: string;
  name: Localized;
  /** `swatch` is a CSS colour, shown as a dot. */
  values: { key: string; label: Localized; swatch?: string }[];
};

/** What a search engine shows of a page; null is made from the page's own texts. */
const seoTexts = {
  seoTitle: jsonb().$type<Localized>(),
  seoDescription: jsonb().$type<Localized>(),
};

/** A tree: a page of a category shows the goods of all categories below it. */
export const categories = pgTable(
  "categories",
  {
    slug: text().primaryKey(),
    /** Null at the top. */
    parentSlug: text().references((): AnyPgColumn => categories.slug, { onUpdate: "cascade" }),
    name: jsonb().$type<Localized>().notNull(),
    description: jsonb().$type<Localized>().notNull(),
    ...seoTexts,
    position: integer().notNull(),
  },
  (table) => [
    index().on(table.parentSlug, table.position),
    check("categories_parent_is_another", sql`${table.parentSlug} <> ${table.slug}`),
  ],
);

/** One row, which the database's own functions read. */
export const catalogSettings = pgTable(
  "catalog_settings",
  {
    id: boolean().primaryKey().default(true),
    /** Whether what is sold needs a price at Stripe: `CATALOG_MIRROR`, as `npm run catalog:sync` has last carried it out. */
    mirror: boolean().notNull().default(true),
    /** False until all lists and the search follow `mirror`. */
    carriedOut: boolean().notNull().default(true),
  },
  (table) => [check("catalog_settings_has_one_row", sql`${table.id}`)],
);

export type TextFact = `${"name" | "description"}${Capitalize<Locale>}`;

/** What both the store and Stripe store of a product; an absent text has no translation. */
export type ProductFacts = Partial<Record<TextFact, string>> & { active: boolean };

/** One for all products, so that a number says which writes came after it. */
export const mirrorVersions = pgSequence("mirror_versions");

/** A Stripe Product once `stripeProductId` is set: edits of name, descriptions and `active` go both ways. */
export const products = pgTable(
  "products",
  {
    id: text().$type<ProductId>().primaryKey(),
    slug: text().notNull().unique(),
    /** Null only for goods of one draft. */
    categorySlug: text().references(() => categories.slug, { onUpdate: "cascade" }),
    /**
     * The cart of the draft that alone may sell it: something that staff agreed on by itself, such as a repair. Null for all goods of the catalogue. It is
     * never active, so that no list, search or feed has it.
     */
    onlyInCart: text().$type<CartId>(),
    /** Work, a voucher: nothing of it is packed or weighs anything. Only what one draft sells. */
    needsNoSending: boolean().notNull().default(false),
    name: jsonb().$type<Localized>().notNull(),
    description: jsonb().$type<Localized>().notNull(),
    /** Short lines under the description: material, care, size. */
    details: jsonb().$type<Localized[]>().notNull().default([]),
    options: jsonb().$type<OptionAxis[]>().notNull().default([]),
    /** The path of one picture by option value, with `default` for the rest: of a stored picture, or under `/public`. */
    images: jsonb().$type<Record<string, string>>().notNull(),
    /** All stored pictures, in the order in which they are shown. */
    pictures: jsonb().$type<ProductPicture[]>().notNull().default([]),
    /** Who makes it: the brand. */
    vendor: text(),
    /** The merchant's own word for the kind of goods; not a category. */
    kind: text(),
    tags: text().array().notNull().default(sql`'{}'`),
    ...seoTexts,
    position: integer().notNull(),
    featured: boolean().notNull().default(false),
    /** False in the archive: not sold, and kept for the orders that name it. */
    active: boolean().notNull().default(true),
    /** Shoppers see the product from then on; null is a draft. */
    publishedAt: instant().defaultNow(),
    /** `txcd_…` that the merchant chose; null leaves it to Stripe. */
    taxCode: text(),
    stripeProductId: text().unique(),
    /** Stripe's `updated` when last read, in Unix seconds. */
    stripeUpdated: integer(),
    /** What both sides had when they were last compared, which shows who has edited since. Null before the first comparison. */
    agreed: jsonb().$type<Partial<ProductFacts>>(),
    /** The next of `mirror_versions` with each write from Stripe: a reader with an older number must not write. */
    mirrorVersion: integer().notNull().default(0),
    /** `txcd_…` of the Stripe Product; null when unknown or none. */
    stripeTaxCode: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.categorySlug, table.position),
    index().using("gin", table.tags),
    index("products_only_in_cart").on(table.onlyInCart).where(sql`${table.onlyInCart} is not null`),
    check(
      "products_in_a_category_or_a_cart",
      sql`(${table.onlyInCart} is null) = (${table.categorySlug} is not null)`,
    ),
    check(
      "products_of_the_catalog_are_sent",
      sql`${table.onlyInCart} is not null or not ${table.needsNoSending}`,
    ),
    check("products_of_a_cart_are_not_listed", sql`${table.onlyInCart} is null or not ${table.active}`),
  ],
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
    /** GTIN, EAN, UPC or ISBN, as printed. */
    barcode: text(),
    /** Where it lies in the warehouse, in the merchant's words, such as `A-03-2`; shoppers never see it. */
    storagePlace: text(),
    /** Of one piece, packed; null when unknown. */
    weightGrams: integer(),
    /** In minor units of `currency`, as all amounts here. */
    unitAmount: integer().notNull(),
    /** The price before, shown crossed out. */
    compareAtAmount: integer(),
    /** What one piece costs the merchant; shoppers never see it. */
    costAmount: integer(),
    currency: text().$type<Currency>().notNull(),
    /** Set by the merchant for other currencies; where there is none, the price is converted. */
    prices: jsonb().$type<PricesByCurrency>().notNull().default({}),
    stripePriceId: text().$type<PriceId>().unique(),
    /** The tax behavior of the Price; null while unknown. */
    stripeTaxBehavior: text().$type<PriceTaxBehavior>(),
    onHand: integer().notNull().default(0),
    /** With so many pieces or fewer the merchant is told; null is never. */
    lowStockAt: integer(),
    /** Sold beyond what is on hand, to be delivered later; `onHand` may then be negative. */
    backorder: boolean().notNull().default(false),
    /** Whether a piece can be had now: on hand and not kept for others, or backorder. Written by triggers. */
    inStock: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    position: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.productId, table.position),
    index("variants_unpriced")
      .on(table.productId)
      .where(sql`${table.active} and ${table.stripePriceId} is null`),
    check("variants_unit_amount_not_negative", sql`${table.unitAmount} >= 0`),
    check("variants_on_hand_not_negative", sql`${table.onHand} >= 0 or ${table.backorder}`),
    check(
      "variants_amounts_not_negative",
      sql`coalesce(${table.compareAtAmount}, 0) >= 0 and coalesce(${table.costAmount}, 0) >= 0`,
    ),
    check("variants_weight_not_negative", sql`${table.weightGrams} >= 0`),
  ],
);

/** Meets a product when all that is given does. Amounts in minor units. */
export type CollectionRule = {
  /** One of these tags. */
  tags?: string[];
  /** In one of these categories, or below. */
  categories?: string[];
  vendors?: string[];
  minAmount?: number;
  maxAmount?: number;
  /** A variant has a higher price crossed out. */
  onSale?: boolean;
  /** Published in so many days. */
  newerThanDays?: number;
};

/** A list of goods beside the categories, by hand (`collection_products`) or by rule. */
export const collections = pgTable("collections", {
  slug: text().primaryKey(),
  name: jsonb().$type<Localized>().notNull(),
  description: jsonb().$type<Localized>().notNull(),
  ...seoTexts,
  /** Null: the goods are put in by hand. */
  rule: jsonb().$type<CollectionRule>(),
  position: integer().notNull(),
  publishedAt: instant().defaultNow(),
});

export const collectionProducts = pgTable(
  "collection_products",
  {
    collectionSlug: text()
      .notNull()
      .references(() => collections.slug, { onUpdate: "cascade", onDelete: "cascade" }),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.collectionSlug, table.productId] }), index().on(table.productId)],
);

/** Where a page that was renamed is now. `slug` is the old one. */
export const slugRedirects = pgTable(
  "slug_redirects",
  {
    kind: text().$type<"product" | "category" | "collection">().notNull(),
    slug: text().notNull(),
    to: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.slug] }),
    check("slug_redirects_to_another", sql`${table.slug} <> ${table.to}`),
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
