import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { MerchantOrder } from "@/lib/desk/orders/read-order.server";

export type PartProps = { file: MerchantOrder; locale: Locale };

/** What every part of an order's page says things with. Times are the shop's. */
export function wordsFor({ file, locale }: PartProps) {
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return {
    t: translator(locale, "desk-orders"),
    states: translator(locale, "orders"),
    merchant: translator(locale, "merchant"),
    money: (amount: number) => formatMoney(amount, file.order.currency, locale),
    time: (at: Date) => time.format(at),
  };
}
