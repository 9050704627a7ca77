import { de } from "./de";
import { en, type TextKey } from "./en";
import { fr } from "./fr";

/** The languages of the pages; adding one is a file beside these and its name here. */
const LANGUAGES = { en, fr, de } satisfies Record<string, Record<TextKey, string>>;

export type Locale = keyof typeof LANGUAGES;
export type Translate = (key: TextKey, values?: Record<string, string>) => string;

const hasTexts = (language: string): language is Locale => Object.hasOwn(LANGUAGES, language);

/** The first wanted language (`fr-CA`, `auto`, null …) that the pages have, or English. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split(/[-_]/)[0] ?? "";
    if (hasTexts(language)) return language;
  }
  return "en";
}

/** Gives the texts of a language, with `{names}` filled in. */
export function translator(locale: Locale): Translate {
  const texts: Record<TextKey, string> = LANGUAGES[locale];
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
