import { type DefaultLocale, type Locale, routing } from "@/i18n/routing";

/** A merchant's text by language; the default language is always there. */
export type Localized = Readonly<Record<DefaultLocale, string> & Partial<Record<Locale, string>>>;

/** The text in a language, or in the default language when the merchant has not translated it. */
export function inLocale(text: Localized, locale: Locale): string {
  return text[locale] || text[routing.defaultLocale];
}

export function mapLocales(texts: readonly Localized[], make: (locale: Locale) => string): Localized {
  const { defaultLocale, locales } = routing;
  const others = locales.filter((locale) => locale !== defaultLocale && texts.some((text) => text[locale]));
  return {
    ...Object.fromEntries(others.map((locale) => [locale, make(locale)])),
    [defaultLocale]: make(defaultLocale),
  };
}
