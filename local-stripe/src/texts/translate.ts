import { en, type TextKey } from "./en";
import { fr } from "./fr";

export type Locale = "en" | "fr";
export type Translate = (key: TextKey, values?: Record<string, string>) => string;

/** The first of the wanted languages (`fr-CA`, `auto`, null …) that the pages have; English otherwise. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split(/[-_]/)[0];
    if (language === "en" || language === "fr") return language;
  }
  return "en";
}

/** Looks texts up and fills their `{names}` in. */
export function translator(locale: Locale): Translate {
  const texts = locale === "fr" ? fr : en;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
