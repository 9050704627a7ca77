import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LegalLinks } from "@/components/legal/legal-links";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { shop } from "@/lib/config/shop";
import { soldCurrencies } from "@/lib/currencies/sold";
import { shownTax } from "@/lib/discovery/shown-tax.server";
import { countryName } from "@/lib/orders/views/address-lines";
import { CurrencySelect } from "./currency-select";
import { Wordmark } from "./wordmark";

type Props = { locale: Locale; currency: Currency; nav: ReactNode };

export async function Footer({ locale, currency, nav }: Props) {
  const t = await getTranslations({ locale, namespace: "common" });
  const { about, social } = shop();
  const currencies = soldCurrencies();
  const tax = await shownTax(currency);
  const countries = tax.included === "in" ? tax.countries.map((code) => countryName(code, locale)) : [];
  const taxNote =
    tax.included === "everywhere"
      ? t("footerPrices")
      : countries.length > 0 && t("footerPricesIn", { countries: countries.join(", ") });
  return (
    <footer className="mt-auto border-t border-line">
      <div className="shell grid gap-10 py-14 md:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-sm">
          <Wordmark />
          <p className="mt-3 text-quiet">{inLocale(about.footer, locale)}</p>
        </div>
        <nav aria-label={t("footerNav")}>{nav}</nav>
        <div>
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
          {currencies.length > 1 && (
            <CurrencySelect
              locale={locale}
              currency={currency}
              currencies={currencies.map((code) => ({ code, name: currencyName(code, locale) }))}
              label={t("currency")}
              apply={t("changeCurrency")}
            />
          )}
        </div>
      </div>
      <div className="shell grid gap-2 border-t border-line py-6 text-sm text-quiet">
        <LegalLinks locale={locale} />
        {taxNote && <p>{taxNote}</p>}
        {about.notice && <p>{inLocale(about.notice, locale)}</p>}
      </div>
    </footer>
  );
}

/** "EUR · Euro". */
function currencyName(code: Currency, locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: "currency" }).of(code.toUpperCase());
  return [code.toUpperCase(), name].filter(Boolean).join(" · ");
}
