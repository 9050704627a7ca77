import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { AddressEditor } from "@/components/account/address-editor";
import { routing } from "@/i18n/routing";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { getAddress } from "@/lib/customers/addresses.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return { title: t("editTitle"), robots: { index: false } };
}

export default async function EditAddressPage({ params }: Props) {
  const { locale, id } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const customer = await requireCustomer(locale, "/account/addresses");
  const address = await getAddress(customer.id, id);
  if (!address) notFound();
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return (
    <AccountPage locale={locale} current="addresses" title={t("editTitle")}>
      <AddressEditor locale={locale} address={address} name={customer.name} />
    </AccountPage>
  );
}
