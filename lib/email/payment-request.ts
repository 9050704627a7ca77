import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";

/** Data of the e-mail that asks a shopper to pay what staff put together. Amounts are minor units, URLs absolute. */
export type PaymentRequestData = {
  locale: Locale;
  storeUrl: string;
  requestUrl: string;
  /** The last day on which it can be paid, in the shop's time zone. */
  until: Date;
  timeZone: string;
  /** The merchant's words. */
  note: string | null;
  currency: Currency;
  lines: { name: string; quantity: number; total: number }[];
  discounts: { name: string; amount: number }[];
  delivery: number;
  total: number;
};
