import type { Locale } from "@/i18n/routing";
import { type Translator, textsFor, translator } from "@/i18n/texts.server";

export type MerchantTexts = Translator<"merchant">;

/** The texts of `messages/<locale>/merchant.json`. */
export const merchantTexts = (locale: Locale): MerchantTexts => translator(locale, "merchant");

/** A text of a list that Stripe may add to; its own word, in plain letters, where there is none. */
export function knownText(list: "disputeReasons" | "paymentTypes", word: string, locale: Locale): string {
  const texts: Record<string, string> = textsFor(locale, "merchant")[list];
  const known = Object.hasOwn(texts, word) ? texts[word] : undefined;
  return known ?? word.replaceAll("_", " ");
}
