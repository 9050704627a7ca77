import "server-only";
import { csvLine } from "@/lib/base/csv-line";
import { toMajorString } from "@/lib/base/money";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import type { Days } from "./period";
import type { TaxRow } from "./tax-rows";

const COLUMNS = [
  ...["From", "To", "Country", "Rate", "Currency", "Sales", "Sales net", "Sales tax"],
  ...["Refunds", "Refunds net", "Refunds tax", "Net", "Tax"],
];

/** The tax report as CSV. */
export function exportTax(rows: readonly TaxRow[], { first, last }: Days): string {
  const lines = rows.map(({ country, rate, currency, sales, refunds }) => {
    const money = (amount: number) => toMajorString(amount === 0 ? 0 : amount, currency);
    return csvLine([
      ...[first, last, withoutFormula(country), String(rate), currency.toUpperCase()],
      ...[String(sales.count), money(sales.net), money(sales.tax)],
      ...[String(refunds.count), money(-refunds.net), money(-refunds.tax)],
      ...[money(sales.net - refunds.net), money(sales.tax - refunds.tax)],
    ]);
  });
  return [csvLine(COLUMNS), ...lines].join("");
}
