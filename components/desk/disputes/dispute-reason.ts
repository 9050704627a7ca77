import type { Translator } from "@/i18n/texts.server";

const KNOWN = [
  ...(["bank_cannot_process", "check_returned", "credit_not_processed", "customer_initiated"] as const),
  ...(["debit_not_authorized", "duplicate", "fraudulent", "general", "incorrect_account_details"] as const),
  ...(["insufficient_funds", "noncompliant", "product_not_received", "product_unacceptable"] as const),
  ...(["subscription_canceled", "unrecognized"] as const),
];

/** A reason of Stripe's in words; one that is new stays as Stripe writes it. */
export function disputeReasonText(reason: string, t: Translator<"merchant">): string {
  const known = KNOWN.find((one) => one === reason);
  return known ? t(`disputeReasons.${known}`) : reason.replaceAll("_", " ");
}
