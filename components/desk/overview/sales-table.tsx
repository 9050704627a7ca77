import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { OverviewRange } from "@/lib/desk/overview/overview-range";
import type { OverviewStep, OverviewTotals } from "@/lib/desk/overview/read-overview.server";
import { WideTable } from "../wide-table";
import { periodText } from "./overview-texts";

type Props = { steps: readonly OverviewStep[]; range: OverviewRange; locale: Locale };

/** What a phone shows below the step, where it is not nothing. */
const WIDE = "max-sm:hidden";

export function SalesTable({ steps, range: { step, currency }, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const count = (number: number) => new Intl.NumberFormat(locale).format(number);
  const others = [
    { name: t("figures.refunded"), of: ({ refunded }: OverviewTotals) => refunded, as: money },
    { name: t("figures.discounts"), of: ({ discounts }: OverviewTotals) => discounts, as: money },
    { name: t("figures.disputes"), of: ({ disputes }: OverviewTotals) => disputes, as: count },
  ];
  const end = "figures text-end whitespace-nowrap";
  return (
    <WideTable label={t("table.label", { step })} className="[overflow-wrap:normal]">
      <thead>
        <tr>
          <th scope="col">{t("table.period")}</th>
          <th scope="col" className="text-end">
            {t("figures.sales")}
          </th>
          <th scope="col" className={`text-end ${WIDE}`}>
            {t("table.salesBefore")}
          </th>
          <th scope="col" className="text-end">
            {t("figures.orders")}
          </th>
          {others.map(({ name }) => (
            <th key={name} scope="col" className={`text-end ${WIDE}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ period, now, before }) => (
          <tr key={period.from}>
            <th scope="row">
              {periodText(period, step, locale)}
              {others.map(
                ({ name, of, as }) =>
                  of(now) !== 0 && (
                    <span key={name} className="figures block font-normal sm:hidden">
                      {name} {as(of(now))}
                    </span>
                  ),
              )}
            </th>
            <td className={end}>
              {money(now.sales)}
              <span className="block text-sm text-quiet sm:hidden">
                {t("figures.before", { value: money(before.sales) })}
              </span>
            </td>
            <td className={`${end} ${WIDE}`}>{money(before.sales)}</td>
            <td className={end}>{count(now.orders)}</td>
            {others.map(({ name, of, as }) => (
              <td key={name} className={`${end} ${WIDE}`}>
                {as(of(now))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
