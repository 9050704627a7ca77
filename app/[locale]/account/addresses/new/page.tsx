import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { AddressEditor } from "@/components/account/address-editor";
import { localeIn } from "@/i18n/params";
import { requireCustomer } from "@/lib/auth/require-customer.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return { title: t("addTitle"), robots: { index: false } };
}

export default async function NewAddressPage({ params }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const customer = await requireCustomer(locale, "/account/addresses/new");
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return (
    <AccountPage locale={locale} current="addresses" title={t("addTitle")}>
      <AddressEditor locale={locale} address={null} name={customer.name} />
    </AccountPage>
  );
}
