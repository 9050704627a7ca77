import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LegalLinks } from "@/components/legal/legal-links";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { Wordmark } from "./wordmark";

export async function Footer({ locale, nav }: { locale: Locale; nav: ReactNode }) {
  const t = await getTranslations({ locale, namespace: "common" });
  const { about, social } = shop();
  return (
    <footer className="mt-auto border-t border-line">
      <div className="shell grid gap-10 py-14 md:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-sm">
          <Wordmark />
          <p className="mt-3 text-quiet">{inLocale(about.footer, locale)}</p>
        </div>
        <nav aria-label={t("footerNav")}>{nav}</nav>
        <ul className="space-y-1">
          <li>
            <Link locale={locale} href="/search" className="row-link">
              {t("search")}
            </Link>
          </li>
          <li>
            <Link locale={locale} href="/cart" className="row-link">
              {t("cart")}
            </Link>
          </li>
          {Object.entries(social).map(([name, href]) => (
            <li key={name}>
              <a href={href} rel="me" className="row-link">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className="shell grid gap-2 border-t border-line py-6 text-sm text-quiet">
        <LegalLinks locale={locale} />
        {env().STORE_PRICES_INCLUDE_TAX && <p>{t("footerPrices")}</p>}
        {about.notice && <p>{inLocale(about.notice, locale)}</p>}
      </div>
    </footer>
  );
}
