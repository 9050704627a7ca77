import type { Locale } from "@/i18n/routing";
import en from "@/messages/en/checkout.json";
import fr from "@/messages/fr/checkout.json";

/** The checkout's texts as plain data, for server and client components alike. */
export type CheckoutTexts = typeof en;

const TEXTS: Record<Locale, CheckoutTexts> = { en, fr };

export function checkoutTexts(locale: Locale): CheckoutTexts {
  return TEXTS[locale];
}
