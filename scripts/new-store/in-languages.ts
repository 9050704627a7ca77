import type { Languages, Locale } from "@/i18n/languages";
import type { Localized } from "@/lib/base/i18n-text";

/** A text of the store's own, in the languages that a new shop speaks. */
export const inLanguages = (languages: Languages, textIn: (locale: Locale) => string): Localized =>
  Object.fromEntries(languages.map((locale) => [locale, textIn(locale)]));
