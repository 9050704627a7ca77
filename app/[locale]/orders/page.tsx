import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { OrderList } from "@/components/orders/order-list";
import { OrderPages } from "@/components/orders/order-pages";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { localeIn } from "@/i18n/params";
import type { OrderId } from "@/lib/base/ids";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { type OrdersFrom, pageOwnOrders } from "@/lib/orders/views/list.server";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "orders" });
  return { title: t("listTitle"), robots: { index: false } };
}

/** Lists the orders of this browser's cart or account, and those opened by a link. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const shopper = await readShopper();
  const page = await pageOwnOrders(shopper, askedFrom(await searchParams));
  const t = await getTranslations({ locale, namespace: "orders" });
  const list =
    page.orders.length === 0 ? (
      <div className="mt-6 max-w-prose">
        <p className="text-lg">{`${t("listEmpty")}.`}</p>
        <p className="mt-1 text-quiet">{t("listEmptyText")}</p>
        <Link locale={locale} href="/" className={buttonClass("primary", "mt-8")}>
          {t("keepLooking")}
        </Link>
      </div>
    ) : (
      <>
        <OrderList locale={locale} orders={page.orders} className="mt-8" />
        <OrderPages locale={locale} page={page} />
      </>
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

/** Reads `?older_than=<order>` or `?newer_than=<order>`; otherwise it is the first page. */
function askedFrom({ older_than, newer_than }: Query): OrdersFrom | null {
  if (typeof older_than === "string") return { direction: "older", than: older_than as OrderId };
  if (typeof newer_than === "string") return { direction: "newer", than: newer_than as OrderId };
  return null;
}
