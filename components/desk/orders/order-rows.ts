import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { ListedOrder } from "@/lib/desk/orders/read-rows.server";
import { countryName } from "@/lib/orders/views/address-lines";
import type { OrderInWords } from "./order-columns";
import { ORDER_TONES } from "./order-tone";

/** What the list's table shows of each order, in words. */
export function orderRows(orders: readonly ListedOrder[], locale: Locale): OrderInWords[] {
  const t = translator(locale, "desk-orders");
  const states = translator(locale, "orders");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return orders.map((order) => {
    const { number, status, placedAt, tags, charge, currency, amountRefunded } = order;
    const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const paidWith = charge ? [charge.brand ?? charge.method, charge.last4] : [];
    return {
      ...{ number, tags },
      placed: { at: placedAt.toISOString(), text: time.format(placedAt) },
      person: {
        name: order.name ?? t("nobody"),
        about: [order.email, countryName(order.country, locale)].filter(Boolean).join(" · "),
      },
      state: { text: states(`status.${status}`), tone: ORDER_TONES[status] },
      goods: t("pieces", { count: pieces }),
      paidWith: paidWith.filter(Boolean).join(" "),
      total: formatMoney(order.total, currency, locale),
      refunded: amountRefunded > 0 ? `−${formatMoney(amountRefunded, currency, locale)}` : null,
    };
  });
}
