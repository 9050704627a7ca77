import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { TaxRate, TaxRow } from "@/lib/books/tax-rows";
import { WideTable } from "../wide-table";

/** What a phone leaves out: the table's last two sums are all of it. */
const WIDE = "max-sm:hidden";

function rateText(rate: TaxRate, locale: Locale, t: Translator<"desk-books">): string {
  if (typeof rate !== "number") return t(`vat.rates.${rate}`);
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 3 }).format(rate / 100);
}

/** One table a currency: countries and their rates, and the sum. */
export function TaxTable({ rows, locale }: { rows: readonly TaxRow[]; locale: Locale }) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const t = translator(locale, "desk-books");
  const isUntold = rows.some(({ rate }) => rate === "untold");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {currencies.map((code) => (
        <OneCurrency
          key={code}
          code={code}
          rows={rows.filter(({ currency }) => currency === code)}
          locale={locale}
        />
      ))}
      {isUntold && <p className="text-quiet">{t("vat.untoldNote")}</p>}
    </div>
  );
}

function OneCurrency({ code, rows, locale }: { code: Currency; rows: readonly TaxRow[]; locale: Locale }) {
  const t = translator(locale, "desk-books");
  const money = (amount: number) => formatMoney(amount === 0 ? 0 : amount, code, locale);
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const sum = (read: (row: TaxRow) => number) => rows.reduce((all, row) => all + read(row), 0);
  const numbers: [name: string, of: (row: TaxRow) => number][] = [
    [t("vat.salesNet"), ({ sales }) => sales.net],
    [t("vat.salesTax"), ({ sales }) => sales.tax],
    [t("vat.refundsNet"), ({ refunds }) => -refunds.net],
    [t("vat.refundsTax"), ({ refunds }) => -refunds.tax],
    [t("columns.net"), ({ sales, refunds }) => sales.net - refunds.net],
    [t("vat.tax"), ({ sales, refunds }) => sales.tax - refunds.tax],
  ];
  const isWide = (index: number) => (index < 4 ? WIDE : "");
  const cells = (read: (of: (row: TaxRow) => number) => number) =>
    numbers.map(([name, of], index) => (
      <td key={name} className={`figures text-end whitespace-nowrap ${isWide(index)}`}>
        {money(read(of))}
      </td>
    ));
  return (
    <WideTable label={t("vat.table", { currency: code.toUpperCase() })}>
      <thead>
        <tr>
          <th scope="col">{t("vat.country")}</th>
          <th scope="col" className={WIDE}>
            {t("vat.rate")}
          </th>
          {numbers.map(([name], index) => (
            <th key={name} scope="col" className={`text-end ${isWide(index)}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.country} ${row.rate}`}>
            <th scope="row">
              {countries.of(row.country) ?? row.country}
              <span className="block font-normal text-quiet sm:hidden">{rateText(row.rate, locale, t)}</span>
            </th>
            <td className={`whitespace-nowrap ${WIDE}`}>{rateText(row.rate, locale, t)}</td>
            {cells((of) => of(row))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-medium">
          <th scope="row">{t("vat.sum", { currency: code.toUpperCase() })}</th>
          <td className={WIDE} />
          {cells((of) => sum(of))}
        </tr>
      </tfoot>
    </WideTable>
  );
}
