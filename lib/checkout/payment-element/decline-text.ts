import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type DeclineReason, declineReason } from "@/lib/stripe/declines";

const TEXTS: Record<DeclineReason, keyof Texts<"checkout">["declines"]> = {
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

/** The text for a decline in the shopper's language; Stripe's own text is in English. */
export function declineText(declineCode: string | null, locale: Locale): string {
  return translator(locale, "checkout")(`declines.${TEXTS[declineReason(declineCode) ?? "declined"]}`);
}
