import type { Locale } from "@/i18n/routing";
import { type Translator, textsFor, translator } from "@/i18n/texts.server";

export type MerchantTexts = Translator<"merchant">;

export const merchantTexts = (locale: Locale): MerchantTexts => translator(locale, "merchant");

/** Stripe may add to the list: an unknown word is shown in plain letters. */
export function knownText(list: "disputeReasons" | "paymentTypes", word: string, locale: Locale): string {
  const texts: Record<string, string> = textsFor(locale, "merchant")[list];
  const known = Object.hasOwn(texts, word) ? texts[word] : undefined;
  return known ?? word.replaceAll("_", " ");
}
