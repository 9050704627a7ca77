import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { AddressEditor } from "@/components/account/address-editor";
import { localeIn } from "@/i18n/params";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { getAddress } from "@/lib/customers/addresses.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return { title: t("editTitle"), robots: { index: false } };
}

export default async function EditAddressPage({ params }: Props) {
  const { locale: parameter, id } = await params;
  const locale = localeIn(parameter);
  if (!locale) notFound();
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
