import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrderDelivery } from "@/components/orders/order-delivery";
import { OrderHead } from "@/components/orders/order-head";
import { OrderLines } from "@/components/orders/order-lines";
import { OrderNews } from "@/components/orders/order-news";
import { OrderRelated } from "@/components/orders/order-related";
import { OrderReturns } from "@/components/orders/order-returns";
import { OrderTexts } from "@/components/orders/order-texts";
import { OrderTimeline } from "@/components/orders/order-timeline";
import { OrderWatcher } from "@/components/orders/order-watcher";
import { isWaiting } from "@/components/orders/state";
import { Link } from "@/components/ui/link";
import { localeIn } from "@/i18n/params";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The title says nothing of the order, as anybody may ask. */
export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "orders" });
  return { title: t("listTitle"), robots: { index: false }, referrer: "same-origin" };
}

/** Shows an order to its owner; others get "not found". */
export default async function OrderPage({ params, searchParams }: Props) {
  const { locale: parameter, id } = await params;
  const locale = localeIn(parameter);
  if (!locale) notFound();
  const shopper = await readShopper();
  const order = await getOwnOrder(id, shopper);
  if (!order) notFound();
  const t = await getTranslations({ locale, namespace: "orders" });
  const query = await searchParams;
  return (
    <div className="shell py-10 md:py-16">
      {isWaiting(order.status) && (
        <OrderWatcher orderId={order.id} status={order.status} paymentUnknown={order.paymentUnknown} />
      )}
      <OrderHead order={order} locale={locale} />
      <div className="mt-12 grid items-start gap-12 lg:grid-cols-[1fr_22rem] lg:gap-20">
        <div className="grid gap-12">
          <OrderLines order={order} locale={locale} />
          <OrderRelated orderId={order.id} shopper={shopper} locale={locale} />
          <OrderReturns orderId={order.id} locale={locale} state={query.return} />
          <OrderNews orderId={order.id} shopper={shopper} query={query} locale={locale} />
        </div>
        <div className="grid gap-10">
          <OrderDelivery order={order} locale={locale} />
          <OrderTimeline order={order} locale={locale} />
          <OrderTexts orderId={order.id} shopper={shopper} locale={locale} />
        </div>
      </div>
      <p className="mt-14 flex flex-wrap gap-x-8 gap-y-2">
        <Link locale={locale} href="/orders" className="underline underline-offset-4">
          {t("allOrders")}
        </Link>
        <Link locale={locale} href="/" className="underline underline-offset-4">
          {t("keepLooking")}
        </Link>
      </p>
    </div>
  );
}
