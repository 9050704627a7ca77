import { defineRouting } from "next-intl/routing";
import spoken from "../languages.config";
import { type Languages, type Locale, readLanguages, TRANSLATED } from "./languages";

export type { Locale };

/**
 * The default language has no prefix, others have theirs (`/fr`). Only the URL decides, so that pages can be cached.
 * @throws Error for a list that names another language or none
 */
function languagesOf(codes: readonly string[]): Languages {
  const read = readLanguages(codes);
  if (read.ok) return read.languages;
  throw new Error(`languages.config.ts is not right: ${read.why} See docs/languages.md.`);
}

const LOCALES = languagesOf(spoken);
const [DEFAULT_LOCALE] = LOCALES;

export const routing = {
  ...defineRouting({
    locales: LOCALES,
    defaultLocale: DEFAULT_LOCALE,
    localePrefix: "as-needed",
    localeDetection: false,
    localeCookie: false,
  }),
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
} as const;

/** The languages with their code in the URL. */
export const otherLocales = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);

/** Languages of the store that this shop does not speak: old links, orders and data may have them. */
export const unspoken = TRANSLATED.filter((locale) => !LOCALES.includes(locale));
