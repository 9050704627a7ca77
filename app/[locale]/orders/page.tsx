import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { LinePicture } from "@/components/cart/line-picture";
import { LocalTime } from "@/components/orders/local-time";
import { OrderStatusBadge } from "@/components/orders/order-status";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Price } from "@/components/ui/price";
import { routing } from "@/i18n/routing";
import { readCartId } from "@/lib/cart/cookie.server";
import { listOwnOrders } from "@/lib/orders/read.server";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "orders" });
  return { title: t("listTitle"), robots: { index: false } };
}

/** What was ordered with this browser's cart. */
export default async function OrdersPage({ params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const cartId = await readCartId();
  const orders = cartId ? await listOwnOrders(cartId) : [];
  const t = await getTranslations({ locale, namespace: "orders" });
  return (
    <div className="shell py-10 md:py-16">
      <h1 className="display-face text-title">{t("listTitle")}</h1>
      {orders.length === 0 ? (
        <div className="mt-6 max-w-prose">
          <p className="text-lg">{t("listEmpty")}.</p>
          <p className="mt-1 text-quiet">{t("listEmptyText")}</p>
          <Link locale={locale} href="/" className={buttonClass("primary", "mt-8")}>
            {t("keepLooking")}
          </Link>
        </div>
      ) : (
        <ul className="mt-8 divide-y divide-line border-y border-line">
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
                  <span className="figures block font-medium">{t("number", { number: order.number })}</span>
                  <span className="block text-[0.9375rem] text-quiet">
                    <LocalTime at={order.placedAt} locale={locale} /> ·{" "}
                    {t("listItems", { count: order.lines.reduce((sum, line) => sum + line.quantity, 0) })}
                  </span>
                </span>
                <OrderStatusBadge status={order.status} locale={locale} />
                <Price amount={order.total} currency={order.currency} locale={locale} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
