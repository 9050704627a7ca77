import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { exponent, formatMoney } from "@/lib/base/money";
import { type OverviewRange, overviewParams } from "@/lib/desk/overview/overview-range";
import type { OverviewStep } from "@/lib/desk/overview/read-overview.server";
import { Section } from "../section";
import { periodText } from "./overview-texts";
import { PartLink } from "./part-link";
import { SalesTable } from "./sales-table";
import { StepsChart } from "./steps-chart";

type Props = { steps: readonly OverviewStep[]; range: OverviewRange; locale: Locale };

/** Sales and orders of each step as pictures, with the table behind them. */
export function SalesSection({ steps, range, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const { step, currency } = range;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const count = (number: number) => new Intl.NumberFormat(locale).format(number);
  const few = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const points = (of: (totals: OverviewStep["now"]) => number, as: (value: number) => string) =>
    steps.map(({ period, now, before }) => {
      const label = periodText(period, step, locale);
      const words = `${label}: ${as(of(now))} (${t("figures.before", { value: as(of(before)) })})`;
      const axis =
        step === "month" ? label : periodText({ from: period.from, to: period.from }, step, locale);
      return { axis, now: of(now), before: of(before), words };
    });
  return (
    <Section
      title={t("table.title")}
      more={<PartLink part="sales" query={overviewParams(range)} locale={locale} />}
    >
      <p aria-hidden="true" className="mb-2 flex flex-wrap gap-x-4 text-sm text-quiet">
        <span className="flex items-center gap-2">
          <span className="size-3 bg-accent" />
          {t("chart.now")}
        </span>
        <span className="flex items-center gap-2">
          <span className="w-6 border-t-2 border-dashed border-ink" />
          {t("chart.before")}
        </span>
      </p>
      <div className="grid gap-6 xl:grid-cols-2">
        <figure>
          <figcaption className="mb-1 text-quiet">
            {t("figures.sales")}, {currency.toUpperCase()}
          </figcaption>
          <StepsChart
            label={t("chart.label", { what: t("figures.sales") })}
            points={points(({ sales }) => sales, money)}
            short={(value) => few.format(value / 10 ** exponent(currency))}
          />
        </figure>
        <figure>
          <figcaption className="mb-1 text-quiet">{t("figures.orders")}</figcaption>
          <StepsChart
            label={t("chart.label", { what: t("figures.orders") })}
            points={points(({ orders }) => orders, count)}
            short={(value) => few.format(value)}
            isWhole
          />
        </figure>
      </div>
      <details className="mt-4">
        <summary className="w-fit cursor-pointer py-1 underline underline-offset-4">{t("asTable")}</summary>
        <div className="mt-2">
          <SalesTable steps={steps} range={range} locale={locale} />
        </div>
      </details>
    </Section>
  );
}
