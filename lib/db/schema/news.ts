import { sql } from "drizzle-orm";
import { bigint, bigserial, check, index, pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { NewsSource, NewsState } from "@/lib/model/news";
import { createdAt, instant } from "./columns";

/** Who agreed to news by e-mail, by address: with an account or without. */
export const newsConsents = pgTable(
  "news_consents",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** In lower case. Null once the person was erased: then the proof is found by `emailHash`, and by nothing else. */
    email: text().unique(),
    emailHash: text(),
    state: text().$type<NewsState>().notNull(),
    /** Of the page where it was asked: news should be in this language. */
    locale: text().$type<Locale>().notNull(),
    changedAt: instant().notNull(),
    /** When it was last confirmed; null if never. */
    confirmedAt: instant(),
  },
  (table) => [
    index("news_consents_hash").on(table.emailHash).where(sql`${table.emailHash} is not null`),
    // The file of those who agreed goes through it, whoever else was asked.
    index("news_consents_confirmed").on(table.id).where(sql`${table.state} = 'confirmed'`),
    index("news_consents_over").on(table.changedAt).where(sql`${table.state} <> 'confirmed'`),
    check("news_consents_state", sql`${table.state} in ('asked', 'confirmed', 'withdrawn')`),
    check(
      "news_consents_confirmed_at",
      sql`${table.state} <> 'confirmed' or ${table.confirmedAt} is not null`,
    ),
    check("news_consents_one_name", sql`(${table.email} is null) <> (${table.emailHash} is null)`),
    check("news_consents_email_lower_case", sql`${table.email} = lower(${table.email})`),
  ],
);

/** The words that people agreed to, each once: a proof needs what was read, not only its hash. */
export const newsTexts = pgTable("news_texts", {
  /** A hash of the text. */
  version: text().primaryKey(),
  locale: text().$type<Locale>().notNull(),
  text: text().notNull(),
  createdAt: createdAt(),
});

/** Each step of an address, in its order; never changed, and deleted with the address. No network address is kept. */
export const newsEvents = pgTable(
  "news_events",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    consentId: bigint({ mode: "number" })
      .notNull()
      .references(() => newsConsents.id, { onDelete: "cascade" }),
    state: text().$type<NewsState>().notNull(),
    source: text().$type<NewsSource>().notNull(),
    /** What was agreed to; null for a withdrawal. */
    textVersion: text().references(() => newsTexts.version),
    at: instant().notNull(),
  },
  (table) => [
    index().on(table.consentId),
    check("news_events_state", sql`${table.state} in ('asked', 'confirmed', 'withdrawn')`),
    check("news_events_text", sql`(${table.state} = 'withdrawn') = (${table.textVersion} is null)`),
  ],
);
