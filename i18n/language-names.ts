import { type Locale, routing } from "./routing";

/** A language by its name in another, as at the start of a line: "French" in English, "Français" in French. */
export function languageName(language: Locale, locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** Each language of the store by its own name, for whoever cannot read the one of the page. */
export const languageNames: Record<Locale, string> = byLocale((locale) => languageName(locale, locale));

/** A value for each language. */
function byLocale<Value>(of: (locale: Locale) => Value): Record<Locale, Value> {
  return Object.fromEntries(routing.locales.map((locale) => [locale, of(locale)])) as Record<Locale, Value>;
}
