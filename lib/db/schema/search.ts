import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { ProductId } from "@/lib/base/ids";
import { instant } from "./columns";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Compared byte by byte, so that an index finds the start of a word in every PostgreSQL. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A language that goods are searched in. A row is made by `add_search_language`, with the indexes that belong to it. */
export const searchLanguages = pgTable("search_languages", {
  locale: text().primaryKey(),
  /** How PostgreSQL makes words into stems. */
  config: text().notNull(),
  /** Knows the words that a query may leave out, as "the"; null for a language without a stemmer. */
  stopWords: text(),
  /** Words are written together, as in German: "Decke" finds "Tischdecke". */
  compounds: boolean().notNull(),
});

/** What search finds of a product, in one language. Written by triggers alone, whoever changes the goods. */
export const searchDocuments = pgTable(
  "search_documents",
  {
    locale: text().notNull(),
    productId: text().$type<ProductId>().notNull(),
    nameWords: tsvector().notNull(),
    /** Stems: A name, B categories, C options, brand, tags and numbers, D description and details. `#` stands before a whole SKU or barcode. */
    words: tsvector().notNull(),
    inStock: boolean().notNull(),
    /** The shop's own order. */
    rank: bigint({ mode: "number" }).notNull(),
    /** Found from then on. */
    publishedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.locale, table.productId] }),
    index("search_documents_by_rank").on(table.locale, table.rank, table.productId),
  ],
);

/**
 * The shop's own words, for typing mistakes and compounds. No row is unique: two writers never wait for each other, and a word twice does no harm.
 * Words that are no longer used stay until the next rebuild.
 */
export const searchWords = pgTable(
  "search_words",
  {
    locale: text().notNull(),
    /** Without accents and capitals. */
    word: plainText().notNull(),
    stem: plainText().notNull(),
    /** As the merchant wrote it, in small letters. */
    shown: text().notNull(),
    /** Stands in a name, a category or an option, and not only in descriptions. */
    inName: boolean().notNull(),
  },
  (table) => [index("search_words_by_start").on(table.locale, table.word)],
);

/** A name from each of its words on: "stoneware mug" and "mug". */
export const searchSuggestions = pgTable(
  "search_suggestions",
  {
    locale: text().notNull(),
    kind: text().$type<"product" | "category" | "collection">().notNull(),
    key: plainText().notNull(),
    /** The product's id, or the slug. */
    target: text().notNull(),
    /** Of a category or a collection. */
    name: text(),
    publishedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.locale, table.kind, table.key, table.target] }),
    index("search_suggestions_by_target").on(table.kind, table.target),
  ],
);

/** The merchant's synonyms. `means` null: each of `words` finds the others; or else each of `words` also finds what is in `means`. */
export const searchSynonyms = pgTable(
  "search_synonyms",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    locale: text().notNull(),
    words: text().array().notNull(),
    means: text().array(),
    /** The stems of each of `words`. Written by a trigger. */
    keys: text().array().notNull().default([]),
  },
  (table) => [index("search_synonyms_by_key").using("gin", table.keys)],
);
