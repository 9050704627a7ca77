import { type Locale, TRANSLATED } from "./languages";

/** A language's name as at the start of a line: "French" in English, "Français" in French. */
export function languageName(language: Locale, locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** Each language's name in that language. */
export const languageNames: Record<Locale, string> = byLocale((locale) => languageName(locale, locale));

function byLocale<Value>(of: (locale: Locale) => Value): Record<Locale, Value> {
  return Object.fromEntries(TRANSLATED.map((locale) => [locale, of(locale)])) as Record<Locale, Value>;
}
