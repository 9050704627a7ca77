import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { StoreDocument } from "@/components/layout/store-document";
import { routing } from "@/i18n/routing";
import { env } from "@/lib/config/env";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#131715" },
  ],
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "common" });
  return {
    metadataBase: new URL(env().STORE_URL),
    title: { default: `${t("storeName")} · ${t("tagline")}`, template: `%s · ${t("storeName")}` },
    description: t("description"),
    openGraph: { siteName: t("storeName"), locale, type: "website", images: ["/art/og/store.jpg"] },
  };
}

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  return <StoreDocument locale={locale}>{children}</StoreDocument>;
}
