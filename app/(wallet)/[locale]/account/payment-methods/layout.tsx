import "@/app/globals.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { shopIcons } from "@/components/layout/shop-icons";
import { StoreDocument } from "@/components/layout/store-document";
import { localeIn } from "@/i18n/params";
import { shop } from "@/lib/config/shop";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { freshSettings } from "@/lib/settings/current.server";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  await freshSettings();
  if (!locale) return {};
  const t = await getTranslations({ locale });
  return {
    title: {
      default: t("account.paymentMethods.title"),
      template: `%s · ${shop().name}`,
      absolute: `${t("account.paymentMethods.title")} · ${shop().name}`,
    },
    icons: shopIcons(),
    robots: { index: false },
  };
}

/** Looks like the rest of the account, but as a root layout of its own it loads a new document, whose policy allows Stripe. */
export default async function WalletLayout({ children, params }: Props) {
  const locale = localeIn((await params).locale);
  await freshSettings();
  if (!locale) notFound();
  setRequestLocale(locale);
  return (
    <StoreDocument locale={locale} currency={await shownCurrency(params)}>
      {children}
    </StoreDocument>
  );
}
