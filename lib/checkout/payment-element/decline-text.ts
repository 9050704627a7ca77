import type { Locale } from "@/i18n/routing";
import { type CheckoutTexts, checkoutTexts } from "@/lib/checkout/page/texts";

type Decline = keyof CheckoutTexts["declines"];

/** Stripe's decline and error codes that a shopper can do something about; what isn't here is told as a plain decline. */
const TOLD: Record<string, Decline> = {
  insufficient_funds: "insufficientFunds",
  expired_card: "expiredCard",
  incorrect_cvc: "incorrectCvc",
  invalid_cvc: "incorrectCvc",
  incorrect_number: "incorrectNumber",
  invalid_number: "incorrectNumber",
  processing_error: "processingError",
  card_velocity_exceeded: "tooOften",
  withdrawal_count_limit_exceeded: "tooOften",
  card_not_supported: "notSupported",
  currency_not_supported: "notSupported",
  authentication_required: "authentication",
};

/**
 * A declined card in the shopper's language: Stripe words what the server asks in English only. Reasons that are the bank's
 * own (lost, stolen, fraud) are not told. Source: docs.stripe.com/declines/codes.
 */
export function declineText(declineCode: string | null, locale: Locale): string {
  const { declines } = checkoutTexts(locale);
  return declines[TOLD[declineCode ?? ""] ?? "declined"];
}
