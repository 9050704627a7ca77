import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { AddressCard } from "@/components/account/address-card";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { localeIn } from "@/i18n/params";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { listAddresses } from "@/lib/customers/addresses.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return { title: t("title"), robots: { index: false } };
}

export default async function AddressesPage({ params }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const customer = await requireCustomer(locale, "/account/addresses");
  const addresses = await listAddresses(customer.id);
  const t = await getTranslations({ locale, namespace: "account.addresses" });
  return (
    <AccountPage locale={locale} current="addresses" title={t("title")}>
      <p className="mt-3 text-quiet">{t(addresses.length > 0 ? "lead" : "empty")}</p>
      <ul className="mt-8 grid gap-4 sm:grid-cols-2">
        {addresses.map((address) => (
          <li key={address.id} className="grid">
            <AddressCard address={address} locale={locale} />
          </li>
        ))}
      </ul>
      <Link
        locale={locale}
        href="/account/addresses/new"
        prefetch={false}
        className={buttonClass(addresses.length > 0 ? "secondary" : "primary", "mt-8")}
      >
        {t("add")}
      </Link>
    </AccountPage>
  );
}
