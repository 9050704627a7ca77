import { createTranslator } from "next-intl";
import type { Locale } from "@/i18n/routing";
import en from "@/messages/en/merchant.json";
import fr from "@/messages/fr/merchant.json";

const MESSAGES: Record<Locale, typeof en> = { en, fr };

export function merchantTexts(locale: Locale) {
  return createTranslator({ locale, messages: MESSAGES[locale] });
}

export type MerchantTexts = ReturnType<typeof merchantTexts>;

/** A text of a list that Stripe may add to; its own word, in plain letters, where there is none. */
export function knownText(list: "disputeReasons" | "paymentTypes", word: string, locale: Locale): string {
  const texts: Record<string, string> = MESSAGES[locale][list];
  const known = Object.hasOwn(texts, word) ? texts[word] : undefined;
  return known ?? word.replaceAll("_", " ");
}
