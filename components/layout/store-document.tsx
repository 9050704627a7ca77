import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { searchLabels } from "@/components/catalog/labels.server";
import { SearchBox } from "@/components/catalog/search-box";
import { display, text } from "@/components/layout/fonts/fonts";
import { Renewal } from "@/components/renewal/renewal";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import { CartSlot } from "./cart-slot";
import { CategoryNav } from "./category-nav";
import { ErrorTextsProvider } from "./error-texts";
import { Footer } from "./footer";
import { Header } from "./header";
import { LinkOpener } from "./link-opener";
import { OwnTheme } from "./own-theme";

type Props = { locale: Locale; currency: Currency; children: ReactNode };

/** The document of all root layouts but the checkout's. */
export async function StoreDocument({ locale, currency, children }: Props) {
  const t = await getTranslations({ locale, namespace: "common" });
  return (
    <html lang={locale} className={`${display.variable} ${text.variable}`}>
      <body>
        <OwnTheme />
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-24 rounded-full border border-transparent bg-action px-5 py-3 text-on-action focus:translate-y-0"
        >
          {t("skip")}
        </a>
        <Header
          locale={locale}
          nav={<CategoryNav locale={locale} />}
          search={<SearchBox locale={locale} labels={await searchLabels(locale)} />}
          cart={<CartSlot locale={locale} label={t("cart")} />}
        />
        <LinkOpener />
        <Renewal text={t("renewed")} close={t("close")} />
        <main id="main" tabIndex={-1} className="w-full flex-1 outline-none">
          <ErrorTextsProvider texts={{ title: t("errorTitle"), text: t("errorText"), again: t("tryAgain") }}>
            {children}
          </ErrorTextsProvider>
        </main>
        <Footer
          locale={locale}
          currency={currency}
          nav={<CategoryNav locale={locale} direction="column" />}
        />
      </body>
    </html>
  );
}
