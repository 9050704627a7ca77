import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { type OverviewRange, overviewParams } from "@/lib/desk/overview/overview-range";
import type { DiscountCost } from "@/lib/desk/overview/read-bests.server";
import { Section } from "../section";
import { WideTable } from "../wide-table";
import { PartLink } from "./part-link";

type Props = { costs: readonly DiscountCost[]; range: OverviewRange; locale: Locale };

/** Which discounts cost most. */
export function DiscountsSection({ costs, range, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const count = new Intl.NumberFormat(locale);
  const end = "figures text-end whitespace-nowrap";
  return (
    <Section
      title={t("discounts.title")}
      more={<PartLink part="discounts" query={overviewParams(range)} locale={locale} />}
    >
      {costs.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          label={t("discounts.title")}
          className="[overflow-wrap:normal]"
          columns={[
            t("discounts.name"),
            { name: t("discounts.orders"), end: true },
            { name: t("discounts.cost"), end: true },
          ]}
        >
          <tbody>
            {costs.map(({ id, name, code, orders, amount }) => (
              <tr key={id}>
                <th scope="row">
                  {name ? (
                    <Link
                      href={`/admin/discounts/${encodeURIComponent(id)}`}
                      prefetch={false}
                      className="text-ink underline underline-offset-4"
                    >
                      {inLocale(name, locale)}
                    </Link>
                  ) : (
                    t("discounts.gone")
                  )}
                  <span className="block font-normal text-quiet [overflow-wrap:anywhere]">{code ?? id}</span>
                </th>
                <td className={end}>{count.format(orders)}</td>
                <td className={end}>{formatMoney(amount, range.currency, locale)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </Section>
  );
}
