import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { BackToFiles } from "@/components/desk/settings/back-to-files";
import { CurrencyForm } from "@/components/desk/settings/currency-form";
import { SettingHistory } from "@/components/desk/settings/setting-history";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop, shopOfFile } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { currencyLabel } from "@/lib/desk/settings/currency-label";
import { rowsOf } from "@/lib/desk/settings/currency-rows";
import { ROUNDING_KEYS } from "@/lib/desk/settings/money-settings";
import { CHARGED_CURRENCIES } from "@/lib/model/charged-currencies";
import { ROUNDINGS } from "@/lib/model/shop-currencies";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/currencies";
const ACTION = "/api/admin/settings/currencies";

export const generateMetadata = () => deskTitle(PAGE);

/** What the shop sells in beside its own currency, and at which rates. */
export default async function SettingsCurrenciesPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-currencies");
  const settings = translator(locale, "desk-settings");
  const [stored, versions] = await Promise.all([
    readSetting(db(), "currencies"),
    readSettingVersions(db(), "currencies"),
  ]);
  const own = ownCurrency();
  const rows = rowsOf(shop().currencies, own).map((row) => ({
    ...row,
    rate: row.rate.replace(".", pointIn(locale)),
  }));
  const codes = new Set([...CHARGED_CURRENCIES, ...rows.map(({ code }) => code)]);
  codes.delete(own);
  const choices = [...codes].map((code) => ({ code, name: currencyLabel(code, locale) }));
  const texts = {
    ...formTexts(locale),
    rate: t("form.rate", { own: own.toUpperCase() }),
    rateHint: t("form.rateHint"),
    rounding: t("form.rounding"),
    countries: t("form.countries"),
    countriesHint: t("form.countriesHint"),
    end: t("form.end"),
    add: t("form.add"),
    addButton: t("form.addButton"),
    none: t("form.none", { own: own.toUpperCase() }),
    look: t("form.look"),
    save: t("form.save"),
    changes: t("form.changes"),
    same: t("form.same"),
    goods: t("form.goods"),
    product: t("form.product"),
    ownPrice: own.toUpperCase(),
    setPrice: t("form.setPrice"),
  };
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")}>
        <a href="/admin/settings#currencies" className="desk-button">
          {settings("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-4xl gap-6">
        <Section title={t("title", { own: currencyLabel(own, locale) })}>
          <CurrencyForm
            rows={rows}
            seen={stored.version}
            choices={choices.sort((one, other) => one.name.localeCompare(other.name, locale))}
            roundings={ROUNDINGS.map((value) => ({
              value,
              name: settings(`currencies.rounding.${ROUNDING_KEYS[value]}`),
            }))}
            texts={texts}
          />
        </Section>
        <BackToFiles
          action={ACTION}
          stored={stored}
          lead={t("file", { currencies: namesOf(Object.keys(shopOfFile().currencies?.rates ?? {})) || "–" })}
          locale={locale}
        />
        <SettingHistory
          versions={versions}
          seen={stored.version}
          action={ACTION}
          said={(value) => [namesOf(codesIn(value)) || t("form.none", { own: own.toUpperCase() })]}
          locale={locale}
        />
      </div>
    </>
  );
}

/** What stands before decimals in a language. */
const pointIn = (locale: Locale): string =>
  new Intl.NumberFormat(locale).formatToParts(1.1).find(({ type }) => type === "decimal")?.value ?? ".";

const namesOf = (codes: readonly string[]): string => codes.map((code) => code.toUpperCase()).join(", ");

/** The currencies of a stored list, with their rates. */
function codesIn(value: Record<string, unknown>): string[] {
  const list = value.currencies;
  if (typeof list !== "object" || list === null || !("rates" in list)) return [];
  return Object.entries(list.rates as object).map(([code, { rate }]) => `${code} ${rate}`);
}
