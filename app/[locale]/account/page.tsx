import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountNews } from "@/components/account/account-news";
import { AccountPage } from "@/components/account/account-page";
import { AddressText } from "@/components/account/address-text";
import { TierStanding } from "@/components/account/tier-standing";
import { OrderList } from "@/components/orders/order-list";
import { Filled } from "@/components/ui/filled";
import { Link } from "@/components/ui/link";
import { Untranslated } from "@/components/ui/untranslated";
import { languageName } from "@/i18n/language-names";
import { localeIn } from "@/i18n/params";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { shownEmail } from "@/lib/base/email-shown";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { listAddresses } from "@/lib/customers/addresses.server";
import { readStanding } from "@/lib/customers/loyalty/standing.server";
import { readAccountLocale } from "@/lib/customers/profile.server";
import { db } from "@/lib/db/client";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { newestOwnOrders } from "@/lib/orders/views/list.server";

export const maxDuration = 60;

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const SHOWN_ORDERS = 3;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.overview" });
  return { title: t("title"), robots: { index: false } };
}

export default async function OverviewPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const customer = await requireCustomer(locale, "/account");
  const [t, standing, orders, addresses, language] = await Promise.all([
    getTranslations({ locale, namespace: "account.overview" }),
    readStanding(db(), customer),
    readShopper().then((shopper) => newestOwnOrders(shopper, SHOWN_ORDERS)),
    listAddresses(customer.id),
    readAccountLocale(customer.id),
  ]);
  const [address] = addresses;
  const more = "underline underline-offset-4 hover:no-underline";
  return (
    <AccountPage
      locale={locale}
      current="overview"
      title={customer.name ? t("hello", { name: customer.name }) : t("title")}
    >
      <TierStanding standing={standing} currency={currency(env().STORE_CURRENCY)} locale={locale} />
      <section className="mt-10">
        <h2 className="text-lg font-medium">{t("orders")}</h2>
        {orders.length > 0 ? (
          <>
            <OrderList locale={locale} orders={orders} className="mt-4" />
            <Link locale={locale} href="/orders" prefetch={false} className={`mt-4 inline-block ${more}`}>
              {t("allOrders")}
            </Link>
          </>
        ) : (
          <p className="mt-2 max-w-prose text-quiet [overflow-wrap:anywhere]">
            <Filled
              text={t.raw("noOrders")}
              values={{ email: <Untranslated>{shownEmail(customer.email)}</Untranslated> }}
            />
          </p>
        )}
      </section>
      <div className="mt-10 grid gap-6 sm:grid-cols-2">
        <section className="rounded-2xl border border-line bg-raised p-6">
          <h2 className="mb-2 text-lg font-medium">{t("address")}</h2>
          {address ? (
            <AddressText address={address} locale={locale} />
          ) : (
            <p className="text-quiet">{t("noAddress")}</p>
          )}
          <Link
            locale={locale}
            href={address ? "/account/addresses" : "/account/addresses/new"}
            prefetch={false}
            className={`mt-4 inline-block ${more}`}
          >
            {t(address ? "manageAddresses" : "addAddress")}
          </Link>
        </section>
        <section className="rounded-2xl border border-line bg-raised p-6 [overflow-wrap:anywhere]">
          <h2 className="mb-2 text-lg font-medium">{t("profile")}</h2>
          {customer.name && <p translate="no">{customer.name}</p>}
          <p translate="no">{shownEmail(customer.email)}</p>
          {language && <p className="text-quiet">{languageName(language, locale)}</p>}
          <Link
            locale={locale}
            href="/account/profile"
            prefetch={false}
            className={`mt-4 inline-block ${more}`}
          >
            {t("editProfile")}
          </Link>
        </section>
      </div>
      <AccountNews email={customer.email} query={await searchParams} locale={locale} />
    </AccountPage>
  );
}
