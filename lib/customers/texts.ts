import type { Locale } from "@/i18n/routing";
import type { DeclineReason } from "@/lib/stripe/declines";
import en from "@/messages/en/account.json";
import fr from "@/messages/fr/account.json";

export type AccountTexts = typeof en;

/** A card that is kept is not charged: what only a payment can tell is a plain decline. */
const DECLINES: Record<DeclineReason, keyof AccountTexts["paymentMethods"]["declines"]> = {
  declined: "declined",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  incorrect_number: "incorrect_number",
  insufficient_funds: "insufficient_funds",
  processing_error: "processing_error",
  too_often: "declined",
  not_supported: "declined",
  authentication: "declined",
};

const TEXTS: Record<Locale, AccountTexts> = { en, fr };

/** `messages/<locale>/account.json` as it is, for components in the browser. */
export function accountTexts(locale: Locale): AccountTexts {
  return TEXTS[locale];
}

export const cardDeclineText = (reason: DeclineReason, locale: Locale): string =>
  accountTexts(locale).paymentMethods.declines[DECLINES[reason]];
