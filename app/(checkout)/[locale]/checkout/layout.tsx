import "@/app/globals.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ErrorTextsProvider } from "@/components/layout/error-texts";
import { display, text } from "@/components/layout/fonts/fonts";
import { OwnTheme } from "@/components/layout/own-theme";
import { shopIcons } from "@/components/layout/shop-icons";
import { Wordmark } from "@/components/layout/wordmark";
import { LegalLinks } from "@/components/legal/legal-links";
import { Renewal } from "@/components/renewal/renewal";
import { localeIn } from "@/i18n/params";
import { textsFor } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { shop } from "@/lib/config/shop";
import { freshSettings } from "@/lib/settings/current.server";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  await freshSettings();
  if (!locale) return {};
  return {
    title: { default: textsFor(locale, "checkout").title, template: `%s · ${shop().name}` },
    icons: shopIcons(),
    robots: { index: false },
  };
}

/** A root layout of its own, without other links: entering and leaving load a new document, whose policy allows Stripe, or does not. */
export default async function CheckoutLayout({ children, params }: Props) {
  const locale = localeIn((await params).locale);
  await freshSettings();
  if (!locale) notFound();
  setRequestLocale(locale);
  const t = await getTranslations({ locale, namespace: "common" });
  const texts = textsFor(locale, "checkout");
  return (
    <html lang={locale} className={`${display.variable} ${text.variable}`}>
      <body>
        <OwnTheme />
        <header className="border-b border-line">
          <div className="shell flex items-center justify-between gap-6">
            <a href={localPath(locale, "/")} aria-label={t("home", { shop: shop().name })} className="py-4">
              <Wordmark className="text-[1.625rem]" />
            </a>
            <a
              href={localPath(locale, "/cart")}
              className="inline-flex min-h-11 items-center text-[0.9375rem] underline-offset-4 hover:underline"
            >
              {texts.backToCart}
            </a>
          </div>
        </header>
        <Renewal text={texts.renewed} close={t("close")} />
        <main id="main" className="w-full flex-1">
          <ErrorTextsProvider
            texts={{ title: texts.errorTitle, text: texts.errorText, again: texts.lookAgain }}
          >
            {children}
          </ErrorTextsProvider>
        </main>
        <footer className="shell grid gap-2 py-8 text-[0.9375rem] text-quiet">
          <p>{texts.secure}</p>
          <LegalLinks locale={locale} inNewTab />
        </footer>
      </body>
    </html>
  );
}
