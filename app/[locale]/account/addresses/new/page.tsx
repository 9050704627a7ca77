import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { AddressEditor } from "@/components/account/address-editor";
import { routing } from "@/i18n/routing";
import { requireCustomer } from "@/lib/auth/require-customer.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return { title: t("addTitle"), robots: { index: false } };
}

export default async function NewAddressPage({ params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const customer = await requireCustomer(locale, "/account/addresses/new");
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return (
    <AccountPage locale={locale} current="addresses" title={t("addTitle")}>
      <AddressEditor locale={locale} address={null} name={customer.name} />
    </AccountPage>
  );
}
