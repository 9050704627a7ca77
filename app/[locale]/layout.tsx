import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { shopIcons } from "@/components/layout/shop-icons";
import { StoreDocument } from "@/components/layout/store-document";
import { localeIn } from "@/i18n/params";
import { inLocale } from "@/lib/base/i18n-text";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { shownCurrency } from "@/lib/currencies/page-currency";
import { freshSettings } from "@/lib/settings/current.server";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateViewport(): Promise<Viewport> {
  await freshSettings();
  const { light, dark } = shop().theme;
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light.ground },
      { media: "(prefers-color-scheme: dark)", color: dark.ground },
    ],
  };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  await freshSettings();
  if (!locale) return {};
  const { name, about, card } = shop();
  return {
    metadataBase: new URL(env().STORE_URL),
    title: { default: `${name} · ${inLocale(about.tagline, locale)}`, template: `%s · ${name}` },
    description: inLocale(about.description, locale),
    icons: shopIcons(),
    openGraph: { siteName: name, locale, type: "website", images: [card] },
  };
}

export default async function LocaleLayout({ children, params }: Props) {
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
