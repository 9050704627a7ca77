import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { OrderList } from "@/components/orders/order-list";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { routing } from "@/i18n/routing";
import { listOwnOrders } from "@/lib/orders/read.server";
import { readShopper } from "@/lib/orders/shopper.server";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "orders" });
  return { title: t("listTitle"), robots: { index: false } };
}

/** What was ordered with this browser's cart or by this account, and what an e-mail's link has opened here. */
export default async function OrdersPage({ params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const shopper = await readShopper();
  const orders = await listOwnOrders(shopper);
  const t = await getTranslations({ locale, namespace: "orders" });
  const list =
    orders.length === 0 ? (
      <div className="mt-6 max-w-prose">
        <p className="text-lg">{t("listEmpty")}.</p>
        <p className="mt-1 text-quiet">{t("listEmptyText")}</p>
        <Link locale={locale} href="/" className={buttonClass("primary", "mt-8")}>
          {t("keepLooking")}
        </Link>
      </div>
    ) : (
      <OrderList locale={locale} orders={orders} className="mt-8" />
    );
  if (shopper.customer) {
    return (
      <AccountPage locale={locale} current="orders" title={t("listTitle")}>
        {list}
      </AccountPage>
    );
  }
  return (
    <div className="shell py-10 md:py-16">
      <h1 className="display-face text-title">{t("listTitle")}</h1>
      {list}
    </div>
  );
}
