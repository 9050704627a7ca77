import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { Overview, OverviewTotals } from "@/lib/desk/overview/read-overview.server";
import { changeText, rateText } from "./overview-texts";

type Props = { overview: Overview; currency: Currency; locale: Locale };

/** The sums of the range, each beside that of the range before. */
export function Figures({ overview: { now, before }, currency, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const money = (amount: number) => formatMoney(Math.round(amount), currency, locale);
  const count = (number: number) => new Intl.NumberFormat(locale).format(number);
  const rate = (key: "ofSales" | "ofOrders" | "ofPrice", part: number, whole: number) => {
    const text = rateText(part, whole, locale);
    return text && t(`figures.${key}`, { rate: text });
  };
  const average = ({ sales, orders }: OverviewTotals) => (orders === 0 ? 0 : sales / orders);
  const kept = ({ sales, refunded, lost }: OverviewTotals) => sales - refunded - lost;
  const figures = [
    { name: "sales", of: ({ sales }: OverviewTotals) => sales, as: money, about: null },
    { name: "orders", of: ({ orders }: OverviewTotals) => orders, as: count, about: null },
    { name: "average", of: average, as: money, about: null },
    {
      name: "refunded",
      of: ({ refunded }: OverviewTotals) => refunded,
      as: money,
      about: rate("ofSales", now.refunded, now.sales),
    },
    {
      name: "disputes",
      of: ({ disputes }: OverviewTotals) => disputes,
      as: count,
      about: rate("ofOrders", now.disputes, now.orders),
    },
    {
      name: "discounts",
      of: ({ discounts }: OverviewTotals) => discounts,
      as: money,
      about: rate("ofPrice", now.discounts, now.sales + now.discounts),
    },
    {
      name: "converted",
      of: ({ begun, converted }: OverviewTotals) => (begun === 0 ? 0 : converted / begun),
      as: (rate: number) => rateText(rate, 1, locale) ?? "",
      about: t("figures.ofBegun", { paid: count(now.converted), begun: count(now.begun) }),
    },
    { name: "kept", of: kept, as: money, about: t("figures.kept_about") },
  ] as const;
  return (
    <dl aria-label={t("figures.label")} className="mb-6 grid grid-cols-2 gap-3 md:grid-cols-4">
      {figures.map(({ name, of, as, about }) => {
        // How much a share has grown is no share of anything.
        const change = name === "converted" ? null : changeText(of(now), of(before), locale);
        return (
          <div key={name} className="min-w-0 rounded-xl border border-line bg-raised p-4">
            <dt className="text-quiet">{t(`figures.${name}`)}</dt>
            <dd className="figures text-2xl font-medium [overflow-wrap:anywhere]">{as(of(now))}</dd>
            <dd className="figures text-sm text-quiet">
              {t("figures.before", { value: as(of(before)) })}
              {change && ` (${change})`}
            </dd>
            {about && <dd className="text-sm text-quiet">{about}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
