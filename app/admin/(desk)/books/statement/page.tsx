import type { Metadata } from "next";
import Link from "next/link";
import { BooksTabs } from "@/components/desk/books/books-tabs";
import { StatementPart } from "@/components/desk/books/statement-part";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { monthAfter, monthOf, monthPeriod, readMonth } from "@/lib/books/period";
import { readBooksState } from "@/lib/books/read-state.server";
import { readStatements } from "@/lib/books/statement.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/books/statement";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-books")("statement") };
}

/** What moved each currency's balance in a month, from what was there to what is there then. */
export default async function StatementPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const timeZone = shopTimeZone();
  const now = new Date();
  const month = readMonth((await searchParams).month, now, timeZone);
  const period = monthPeriod(month, timeZone);
  const [statements, { since, completedAt }] = await Promise.all([
    readStatements(db(), period),
    readBooksState(db()),
  ]);
  const t = translator(locale, "desk-books");
  const name = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-15T12:00:00Z`),
  );
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const isOver = completedAt !== null && completedAt >= period.to;
  return (
    <>
      <PageHead title={t("month.title", { month: name })} lead={t("month.lead", { zone: timeZone })} />
      <BooksTabs here="statement" locale={locale} />
      <form className="mb-4 flex flex-wrap items-end gap-2">
        <Link href={`${PAGE}?month=${monthAfter(month, -1)}`} className="desk-button">
          {t("month.before")}
        </Link>
        {month < monthOf(now, timeZone) && (
          <Link href={`${PAGE}?month=${monthAfter(month)}`} className="desk-button">
            {t("month.after")}
          </Link>
        )}
        <label className="grid gap-1 text-[0.9375rem]">
          <span className="font-medium">{t("month.month")}</span>
          <input
            type="month"
            name="month"
            defaultValue={month}
            pattern="20\d\d-(0[1-9]|1[0-2])"
            className="desk-control"
          />
        </label>
        <button type="submit" className="desk-button">
          {t("show")}
        </button>
      </form>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {!isOver && <p className="text-warn">{t("month.open")}</p>}
        {period.from < since && <p className="text-quiet">{t("month.begins", { day: day.format(since) })}</p>}
        {statements.length === 0 && <p>{t("month.nothing")}</p>}
        {statements.map((statement) => (
          <StatementPart key={statement.currency} statement={statement} month={month} locale={locale} />
        ))}
      </div>
    </>
  );
}
