import { getTranslations } from "next-intl/server";
import { LinePicture } from "@/components/cart/line-picture";
import { Filled } from "@/components/ui/filled";
import { Link } from "@/components/ui/link";
import { Price } from "@/components/ui/price";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import type { OrderView } from "@/lib/orders/views/order-view";
import { LocalTime } from "./local-time";
import { OrderStatusBadge } from "./order-status";

type Props = { locale: Locale; orders: OrderView[]; className?: string };

export async function OrderList({ locale, orders, className = "" }: Props) {
  const t = await getTranslations({ locale, namespace: "orders" });
  return (
    <ul className={`divide-y divide-line border-y border-line ${className}`}>
      {orders.map((order) => (
        <li key={order.id}>
          <Link
            locale={locale}
            href={`/orders/${order.id}`}
            className="flex flex-wrap items-center gap-x-6 gap-y-3 py-5 hover:bg-raised"
          >
            <span className="flex gap-2">
              {order.lines.slice(0, 3).map((line) => (
                <LinePicture key={line.name} src={line.image} className="size-14" />
              ))}
            </span>
            <span className="min-w-40 flex-1">
              <Filled
                className="figures block font-medium"
                text={t.raw("number")}
                values={{ number: <Untranslated>{order.number}</Untranslated> }}
              />
              <span className="block text-[0.9375rem] text-quiet">
                <LocalTime at={order.placedAt} locale={locale} />
                <span>{` · ${t("listItems", { count: order.lines.reduce((sum, line) => sum + line.quantity, 0) })}`}</span>
              </span>
            </span>
            <OrderStatusBadge order={order} locale={locale} />
            <Price amount={order.total} currency={order.currency} locale={locale} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
