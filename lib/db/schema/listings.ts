import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { instant } from "./columns";

/** One index a language, by its name's letters without accents. */
const BY_NAME: Record<Locale, string> = {
  en: "listings_by_name_en",
  fr: "listings_by_name_fr",
  de: "listings_by_name_de",
};

/** `collate "C"`: the letters are plain by then, and every PostgreSQL has it. */
export const nameIn = (locale: Locale) =>
  sql.raw(`(coalesce("names" ->> '${locale}', "names" ->> 'en') collate "C")`);

/**
 * Which goods stand in which list, with what a list is sorted and filtered by, so that a page of a hundred thousand goods reads two dozen rows. Written by
 * triggers alone, whoever changes the goods: decision 38. `list` is `all`, `featured`, `category:<slug>` or `collection:<slug>`.
 */
export const listings = pgTable(
  "listings",
  {
    list: text().notNull(),
    productId: text().$type<ProductId>().notNull(),
    /** The merchant's own order. */
    rank: bigint({ mode: "number" }).notNull(),
    /** Shown from then on. */
    publishedAt: instant().notNull(),
    /** In the list until then; null is always. */
    endsAt: instant(),
    /** In minor units of `currency`, of the variants that can be bought. */
    lowestAmount: integer().notNull(),
    highestAmount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    /** What names are sorted by, in each language. */
    names: jsonb().$type<Localized>().notNull(),
    /** `listing_key` of each set of options that one variant has, as `colour=sand&size=m`, also with `&stock`; of each category; of each price's step. */
    facets: bigint({ mode: "bigint" }).array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.productId] }),
    index("listings_by_product").on(table.productId),
    index("listings_by_rank").on(table.list, table.rank, table.productId),
    index("listings_by_date").on(table.list, table.publishedAt, table.productId),
    index("listings_by_price").on(table.list, table.lowestAmount, table.productId),
    ...(["en", "fr", "de"] satisfies Locale[]).map((locale) =>
      index(BY_NAME[locale]).on(table.list, nameIn(locale), table.productId),
    ),
    index("listings_facets").using("gin", table.facets),
  ],
);

/** The values of options that the goods of a list have or had, with their words. Written by triggers. */
export const listValues = pgTable(
  "list_values",
  {
    list: text().notNull(),
    axis: text().notNull(),
    value: text().notNull(),
    axisName: jsonb().$type<Localized>().notNull(),
    label: jsonb().$type<Localized>().notNull(),
    swatch: text(),
    axisPosition: integer().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.axis, table.value] })],
);

const transactionId = customType<{ data: string }>({ dataType: () => "xid8" });

/** What has changed of what is shown, by its tag. Every process reads it four times a second and renews its pages. */
export const catalogChanges = pgTable(
  "catalog_changes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    tag: text().notNull(),
    /** Which transaction wrote it: a reader finds also what commits later than a higher id. */
    transaction: transactionId().notNull().default(sql`pg_current_xact_id()`),
    at: instant().notNull().defaultNow(),
  },
  (table) => [index().on(table.transaction), index().on(table.at)],
);
