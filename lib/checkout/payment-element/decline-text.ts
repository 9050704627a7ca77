import type { Locale } from "@/i18n/routing";
import { type DeclineReason, declineReason } from "@/lib/stripe/declines";
import { type CheckoutTexts, checkoutTexts } from "../page/texts";

const TEXTS: Record<DeclineReason, keyof CheckoutTexts["declines"]> = {
  declined: "declined",
  expired_card: "expiredCard",
  incorrect_cvc: "incorrectCvc",
  incorrect_number: "incorrectNumber",
  insufficient_funds: "insufficientFunds",
  processing_error: "processingError",
  too_often: "tooOften",
  not_supported: "notSupported",
  authentication: "authentication",
};

/** A declined card in the shopper's language: Stripe words what the server asks in English only. */
export function declineText(declineCode: string | null, locale: Locale): string {
  return checkoutTexts(locale).declines[TEXTS[declineReason(declineCode) ?? "declined"]];
}
