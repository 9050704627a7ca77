import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

const MAILS = [
  ...(["order_confirmed", "payment_processing", "payment_failed", "order_shipped", "order_ready"] as const),
  ...([
    "delivery_delayed",
    "refund_pending",
    "refunded",
    "refund_failed",
    "payment_returned",
    "credit_given",
  ] as const),
  ...(["return_asked", "return_accepted", "return_declined", "return_received"] as const),
  ...(["order_canceled", "address_corrected"] as const),
  ...(["merchant_order_paid", "merchant_attention", "merchant_dispute", "merchant_return"] as const),
];

/** What staff call the e-mail of a job; any other job by its own name. */
export function mailName(effect: string, locale: Locale): string {
  const name = effect.replace(/^email\./, "");
  const known = MAILS.find((one) => one === name);
  return known ? translator(locale, "desk-orders")(`mails.${known}`) : name;
}
