import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DeclineReason } from "@/lib/stripe/declines";

const DECLINES: Record<DeclineReason, keyof Texts<"account">["paymentMethods"]["declines"]> = {
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

export const cardDeclineText = (reason: DeclineReason, locale: Locale): string =>
  translator(locale, "account")(`paymentMethods.declines.${DECLINES[reason]}`);
