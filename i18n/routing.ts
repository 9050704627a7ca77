import { defineRouting } from "next-intl/routing";

/**
 * Each language has a folder under `messages/`. The default one has no prefix, others have theirs (`/fr`). Only the URL decides, so that pages can be
 * cached.
 */
const LOCALES = ["en", "fr", "de"] as const;
const DEFAULT_LOCALE = "en";

export type Locale = (typeof LOCALES)[number];
export type DefaultLocale = typeof DEFAULT_LOCALE;
/** The languages with their code in the URL. */
export type OtherLocale = Exclude<Locale, DefaultLocale>;

export const routing = {
  ...defineRouting({
    locales: LOCALES,
    defaultLocale: DEFAULT_LOCALE,
    localePrefix: "as-needed",
    localeDetection: false,
    localeCookie: false,
  }),
  // As a literal type: every catalogue text exists in it.
  defaultLocale: DEFAULT_LOCALE,
} as const;

export const otherLocales = LOCALES.filter((locale): locale is OtherLocale => locale !== DEFAULT_LOCALE);
