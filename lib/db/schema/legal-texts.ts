import { pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import { createdAt } from "./columns";

/** Terms and the like that orders were placed under, each once, word by word: files and settings may say something else by now. Never changed, never deleted. */
export const legalTexts = pgTable("legal_texts", {
  /** A hash of all the rest; `orders.agreement` names it. */
  version: text().primaryKey(),
  /** It is written in. */
  language: text().$type<Locale>().notNull(),
  title: text().notNull(),
  /** The day on which it was last changed, as the text says itself: `2026-11-27`. */
  updated: text().notNull(),
  /** With the shop's own words filled in. */
  markdown: text().notNull(),
  createdAt: createdAt(),
});
