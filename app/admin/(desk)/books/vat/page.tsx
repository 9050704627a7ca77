import type { Metadata } from "next";
import { BooksTabs } from "@/components/desk/books/books-tabs";
import { TaxTable } from "@/components/desk/books/tax-table";
import { ChoiceLinks } from "@/components/desk/choice-links";
import { TextField } from "@/components/desk/field";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import {
  type Days,
  daysOfMonths,
  daysPeriod,
  monthAfter,
  monthOf,
  quarterOf,
  readDays,
} from "@/lib/books/period";
import { readTaxReport } from "@/lib/books/tax-report.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/books/vat";

const queryOf = ({ first, last }: Days) => `from=${first}&to=${last}`;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-books")("tax") };
}

/** The tax of what was sold and given back, by country and rate. */
export default async function TaxPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const timeZone = shopTimeZone();
  const now = new Date();
  const days = readDays(await searchParams, now, timeZone);
  const rows = await readTaxReport(db(), daysPeriod(days, timeZone));
  const t = translator(locale, "desk-books");
  const month = monthOf(now, timeZone);
  const quarter = quarterOf(month);
  const shortcuts = [
    [t("vat.thisMonth"), daysOfMonths(month)],
    [t("vat.lastMonth"), daysOfMonths(monthAfter(month, -1))],
    [t("vat.thisQuarter"), daysOfMonths(quarter, 3)],
    [t("vat.lastQuarter"), daysOfMonths(monthAfter(quarter, -3), 3)],
  ] as const;
  return (
    <>
      <PageHead title={t("tax")} lead={t("vat.lead", { zone: timeZone })}>
        <a href={`/api/admin/books/vat?${queryOf(days)}`} className="desk-button">
          {t("vat.export")}
        </a>
      </PageHead>
      <BooksTabs here="tax" locale={locale} />
      <ChoiceLinks
        label={t("vat.periods")}
        choices={shortcuts.map(([name, of]) => ({
          href: `${PAGE}?${queryOf(of)}`,
          name,
          isHere: queryOf(of) === queryOf(days),
        }))}
      />
      <form className="mb-4 flex flex-wrap items-end gap-2">
        <TextField label={t("vat.from")} name="from" type="date" defaultValue={days.first} key={days.first} />
        <TextField
          label={t("vat.to")}
          name="to"
          type="date"
          defaultValue={days.last}
          key={`to ${days.last}`}
        />
        <button type="submit" className="desk-button">
          {t("show")}
        </button>
      </form>
      {rows.length === 0 ? <p>{t("vat.nothing")}</p> : <TaxTable rows={rows} locale={locale} />}
    </>
  );
}
