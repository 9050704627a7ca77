import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import { Wordmark } from "./wordmark";

export async function Footer({ locale, nav }: { locale: Locale; nav: ReactNode }) {
  const t = await getTranslations({ locale, namespace: "common" });
  return (
    <footer className="mt-auto border-t border-line">
      <div className="shell grid gap-10 py-14 md:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-sm">
          <Wordmark />
          <p className="mt-3 text-quiet">{t("footerStory")}</p>
        </div>
        <nav aria-label={t("footerNav")}>{nav}</nav>
        <ul className="space-y-1">
          <li>
            <Link locale={locale} href="/search" className="inline-block py-1 hover:underline">
              {t("search")}
            </Link>
          </li>
          <li>
            <Link locale={locale} href="/cart" className="inline-block py-1 hover:underline">
              {t("cart")}
            </Link>
          </li>
        </ul>
      </div>
      <div className="shell border-t border-line py-6 text-sm text-quiet">
        {env().STORE_PRICES_INCLUDE_TAX && <p>{t("footerPrices")}</p>}
        <p>{t("footerNote")}</p>
      </div>
    </footer>
  );
}
