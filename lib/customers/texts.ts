import type { Locale } from "@/i18n/routing";
import en from "@/messages/en/account.json";
import fr from "@/messages/fr/account.json";

export type AccountTexts = typeof en;

const TEXTS: Record<Locale, AccountTexts> = { en, fr };

/** `messages/<locale>/account.json` as it is, for components in the browser. */
export function accountTexts(locale: Locale): AccountTexts {
  return TEXTS[locale];
}
