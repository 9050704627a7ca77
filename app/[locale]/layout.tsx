import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { display, text } from "@/app/fonts/fonts";
import { searchLabels } from "@/components/catalog/labels.server";
import { SearchBox } from "@/components/catalog/search-box";
import { CartSlot } from "@/components/layout/cart-slot";
import { CategoryNav } from "@/components/layout/category-nav";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { routing } from "@/i18n/routing";
import { env } from "@/lib/env";

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
  const t = await getTranslations({ locale, namespace: "common" });
  return (
    <html lang={locale} className={`${display.variable} ${text.variable}`}>
      <body>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-24 rounded-full bg-action px-5 py-3 text-on-action focus:translate-y-0"
        >
          {t("skip")}
        </a>
        <Header
          locale={locale}
          nav={<CategoryNav locale={locale} />}
          search={<SearchBox locale={locale} labels={await searchLabels(locale)} />}
          cart={<CartSlot locale={locale} label={t("cart")} />}
        />
        <main id="main" tabIndex={-1} className="w-full flex-1 outline-none">
          {children}
        </main>
        <Footer locale={locale} nav={<CategoryNav locale={locale} direction="column" />} />
      </body>
    </html>
  );
}
