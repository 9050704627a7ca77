import { type DefaultLocale, type Locale, routing } from "@/i18n/routing";

/** A text of the merchant's in the languages it was written in; in the default language always. */
export type Localized = Readonly<Record<DefaultLocale, string> & Partial<Record<Locale, string>>>;

/** In that language, else in the default one: a language that the merchant has not written in yet shows no gaps. */
export function inLocale(text: Localized, locale: Locale): string {
  return text[locale] || text[routing.defaultLocale];
}

/** A text made from others, in each language that any of them is written in. */
export function mapLocales(texts: readonly Localized[], make: (locale: Locale) => string): Localized {
  const { defaultLocale, locales } = routing;
  const others = locales.filter((locale) => locale !== defaultLocale && texts.some((text) => text[locale]));
  return {
    ...Object.fromEntries(others.map((locale) => [locale, make(locale)])),
    [defaultLocale]: make(defaultLocale),
  };
}
