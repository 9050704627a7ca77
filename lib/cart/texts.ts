import type { Locale } from "@/i18n/routing";
import en from "@/messages/en/cart.json";
import fr from "@/messages/fr/cart.json";

/**
 * The cart's texts as plain data. Cached pages carry no message provider, so server components hand these to the
 * client components that need them, which fill them with `fill`.
 */
export type CartTexts = typeof en;

const TEXTS: Record<Locale, CartTexts> = { en, fr };

export function cartTexts(locale: Locale): CartTexts {
  return TEXTS[locale];
}
