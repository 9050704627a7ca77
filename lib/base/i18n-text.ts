import { type Locale, routing } from "@/i18n/routing";

/** A merchant's text by language. What is written for this shop has the default language; what is older may lack it. */
export type Localized = Readonly<Partial<Record<Locale, string>>>;

/** A text that is in the default language alone. */
export const inDefaultLanguage = (text: string): Localized => ({ [routing.defaultLocale]: text });

/** The text in a language, or in the default language when the merchant has not translated it, or else in one that it is in. */
export function inLocale(text: Localized, locale: Locale): string {
  return text[locale] || text[routing.defaultLocale] || Object.values(text).find((any) => any !== "") || "";
}

/** The text as programs beside the shop have it that know one language alone. */
export const defaultText = (text: Localized): string => inLocale(text, routing.defaultLocale);

export function mapLocales(texts: readonly Localized[], make: (locale: Locale) => string): Localized {
  const { defaultLocale, locales } = routing;
  const others = locales.filter((locale) => locale !== defaultLocale && texts.some((text) => text[locale]));
  return {
    ...Object.fromEntries(others.map((locale) => [locale, make(locale)])),
    [defaultLocale]: make(defaultLocale),
  };
}
