import { createTranslator } from "next-intl";
import type { Locale } from "@/i18n/routing";
import { formatMoney } from "@/lib/money";
import en from "@/messages/en/emails.json";
import fr from "@/messages/fr/emails.json";
import type { OrderEmailData } from "./order-email";

const MESSAGES: Record<Locale, typeof en> = { en, fr };

/** The texts of `messages/<locale>/emails.json`. */
export function emailTexts(locale: Locale) {
  return createTranslator({ locale, messages: MESSAGES[locale] });
}

export type EmailTexts = ReturnType<typeof emailTexts>;

export type TotalRow = { key: string; label: string; amount: string; strong: boolean };

/** From subtotal to total, each row in words; rows that say nothing are left out. */
export function totalRows(t: EmailTexts, data: OrderEmailData): TotalRow[] {
  const row = (key: string, label: string, amount: number, strong = false): TotalRow => ({
    key,
    label,
    amount: formatMoney(amount, data.currency, data.locale),
    strong,
  });
  const { name } = data.shipping;
  return [
    row("subtotal", t("subtotal"), data.subtotal),
    ...data.discounts.map((discount, index) => row(`discount-${index}`, discount.name, -discount.amount)),
    row("shipping", name ?? t("shipping"), data.shipping.amount),
    ...(data.tax > 0 ? [row("tax", t("tax"), data.tax)] : []),
    row("total", t("total"), data.total, true),
  ];
}
