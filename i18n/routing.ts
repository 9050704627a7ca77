import { defineRouting } from "next-intl/routing";

/**
 * The languages of the store: each has a folder under `messages/`. The default one lives at the root, the others under their code
 * (`/fr`). The language follows the URL only, so that pages can be cached.
 */
const LOCALES = ["en", "fr", "de"] as const;
const DEFAULT_LOCALE = "en";

export type Locale = (typeof LOCALES)[number];
export type DefaultLocale = typeof DEFAULT_LOCALE;
/** The languages that have their code in the URL. */
export type OtherLocale = Exclude<Locale, DefaultLocale>;

export const routing = {
  ...defineRouting({
    locales: LOCALES,
    defaultLocale: DEFAULT_LOCALE,
    localePrefix: "as-needed",
    localeDetection: false,
    localeCookie: false,
  }),
  // As the very language: it is the one that every text of the catalogue has.
  defaultLocale: DEFAULT_LOCALE,
} as const;

export const otherLocales = LOCALES.filter((locale): locale is OtherLocale => locale !== DEFAULT_LOCALE);
