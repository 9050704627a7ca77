import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { ListedOrder } from "@/lib/desk/orders/read-rows.server";
import { countryName } from "@/lib/orders/views/address-lines";
import { Badge } from "../badge";
import { ORDER_TONES } from "./order-tone";

/** A row for each order, which a phone shows as a card. */
export function OrderTable({ orders, locale }: { orders: readonly ListedOrder[]; locale: Locale }) {
  const t = translator(locale, "desk-orders");
  const states = translator(locale, "orders");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  return (
    <table className="desk-table max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col">
            <input type="checkbox" aria-label={t("chooseAll")} data-choose-all className="size-5" />
          </th>
          <th scope="col">{t("columns.number")}</th>
          <th scope="col">{t("columns.placed")}</th>
          <th scope="col">{t("columns.person")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.goods")}</th>
          <th scope="col">{t("columns.paidWith")}</th>
          <th scope="col" className="text-end">
            {t("columns.total")}
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {orders.map((order) => (
          <tr
            key={order.id}
            className="max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:border-b max-md:border-line max-md:py-2 max-md:[&>*]:border-0! max-md:[&>*]:px-1! max-md:[&>*]:py-0.5!"
          >
            <td>
              <input
                type="checkbox"
                name="numbers"
                value={order.number}
                aria-label={t("choose", { number: order.number })}
                data-choose
                className="size-5"
              />
            </td>
            <th scope="row" className="figures whitespace-nowrap">
              <Link
                href={`/admin/orders/${order.number}`}
                prefetch={false}
                data-order-link
                className="font-medium text-ink underline underline-offset-4"
              >
                {order.number}
              </Link>
            </th>
            <td className="whitespace-nowrap">
              <time dateTime={order.placedAt.toISOString()}>{time.format(order.placedAt)}</time>
            </td>
            <td className="max-md:w-full">
              <span className="block [overflow-wrap:anywhere]">{order.name ?? t("nobody")}</span>
              <span className="block text-quiet [overflow-wrap:anywhere]">
                {[order.email, countryName(order.country, locale)].filter(Boolean).join(" · ")}
              </span>
            </td>
            <td>
              <Badge tone={ORDER_TONES[order.status]}>{states(`status.${order.status}`)}</Badge>
              {order.tags.map((tag) => (
                <span key={tag} className="ms-1">
                  <Badge>{tag}</Badge>
                </span>
              ))}
            </td>
            <td className="whitespace-nowrap">
              {t("pieces", { count: sum(order.lines.map(({ quantity }) => quantity)) })}
            </td>
            <td className="whitespace-nowrap">
              {order.charge &&
                [order.charge.brand ?? order.charge.method, order.charge.last4].filter(Boolean).join(" ")}
            </td>
            <td className="figures text-end whitespace-nowrap">
              {formatMoney(order.total, order.currency, locale)}
              {order.amountRefunded > 0 && (
                <span className="block text-quiet">
                  −{formatMoney(order.amountRefunded, order.currency, locale)}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
