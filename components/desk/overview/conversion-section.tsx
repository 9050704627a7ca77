import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type OverviewRange, overviewParams } from "@/lib/desk/overview/overview-range";
import type { OverviewStep } from "@/lib/desk/overview/read-overview.server";
import type { WayStep } from "@/lib/desk/overview/read-way-steps.server";
import type { Ways } from "@/lib/desk/overview/read-ways.server";
import { Section } from "../section";
import { ConversionTable } from "./conversion-table";
import { periodText, rateText } from "./overview-texts";
import { PartLink } from "./part-link";
import { PassedTable } from "./passed-table";
import { StepsChart } from "./steps-chart";

type Props = {
  ways: Ways;
  waySteps: readonly WayStep[];
  steps: readonly OverviewStep[];
  range: OverviewRange;
  locale: Locale;
};

/** From the cart to the payment, by surface. */
export function ConversionSection({ ways, waySteps, steps, range, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const surfaces = translator(locale, "desk-orders");
  const sum = (of: (way: Ways["surfaces"][number]) => number) =>
    ways.surfaces.reduce((total, way) => total + of(way), 0);
  const all = {
    now: { of: sum(({ now }) => now.of), passed: sum(({ now }) => now.passed) },
    before: { of: sum(({ before }) => before.of), passed: sum(({ before }) => before.passed) },
  };
  const rate = ({ begun, converted }: OverviewStep["now"]) => (begun === 0 ? 0 : converted / begun);
  const points = steps.map(({ period, now, before }) => {
    const label = periodText(period, range.step, locale);
    const text = (totals: OverviewStep["now"]) => rateText(totals.converted, totals.begun, locale) ?? "–";
    return {
      axis:
        range.step === "month"
          ? label
          : periodText({ from: period.from, to: period.from }, range.step, locale),
      ...{ now: rate(now), before: rate(before) },
      words: `${label}: ${text(now)} (${t("figures.before", { value: text(before) })})`,
    };
  });
  const named = [
    ...ways.surfaces.map(({ surface, ...way }) => ({ name: surfaces(`surfaces.${surface}`), ...way })),
    { name: t("conversion.all"), ...all },
  ];
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <Section
      title={t("conversion.title")}
      more={<PartLink part="conversion" query={overviewParams(range)} locale={locale} />}
    >
      <p className="mb-3 text-quiet">
        {t("conversion.carts", { carts: ways.carts.now, before: ways.carts.before, begun: all.now.of })}
      </p>
      <div className="grid gap-6 xl:grid-cols-2">
        <figure>
          <figcaption className="mb-1 text-quiet">{t("figures.converted")}</figcaption>
          <StepsChart
            label={t("chart.label", { what: t("figures.converted") })}
            points={points}
            short={(value) => percent.format(value)}
            most={1}
          />
        </figure>
        <PassedTable
          label={t("conversion.title")}
          names={{
            name: t("conversion.surface"),
            of: t("conversion.begun"),
            passed: t("conversion.paid"),
          }}
          rows={named}
          locale={locale}
        />
      </div>
      <details className="mt-4">
        <summary className="w-fit cursor-pointer py-1 underline underline-offset-4">{t("asTable")}</summary>
        <div className="mt-2">
          <ConversionTable steps={waySteps} range={range} locale={locale} />
        </div>
      </details>
    </Section>
  );
}
