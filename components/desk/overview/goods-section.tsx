import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { type OverviewRange, overviewParams } from "@/lib/desk/overview/overview-range";
import type { BestGoods } from "@/lib/desk/overview/read-bests.server";
import { Section } from "../section";
import { WideTable } from "../wide-table";
import { PartLink } from "./part-link";

type Props = {
  best: BestGoods;
  low: readonly { id: string; name: string; onHand: number }[];
  range: OverviewRange;
  locale: Locale;
};

/** What sold best, and what there is too little of. */
export function GoodsSection({ best: { days, goods }, low, range, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const count = new Intl.NumberFormat(locale);
  const end = "figures text-end whitespace-nowrap";
  return (
    <Section
      title={t("goods.title")}
      more={<PartLink part="goods" query={overviewParams(range)} locale={locale} />}
    >
      {days.from !== range.from && (
        <p className="mb-3 text-quiet">
          {t("goods.days", { from: dayText(days.from, locale), to: dayText(days.to, locale) })}
        </p>
      )}
      {goods.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          label={t("goods.title")}
          className="[overflow-wrap:normal]"
          columns={[
            t("goods.name"),
            { name: t("goods.pieces"), end: true },
            { name: t("goods.amount"), end: true },
          ]}
        >
          <tbody>
            {goods.map(({ sku, product, pieces, amount }) => (
              <tr key={sku}>
                <th scope="row">
                  {product?.id ? (
                    <Link
                      href={`/admin/goods/${product.id}`}
                      prefetch={false}
                      className="text-ink underline underline-offset-4"
                    >
                      {inLocale(product.name, locale)}
                    </Link>
                  ) : (
                    <span className="[overflow-wrap:anywhere]">
                      {product ? inLocale(product.name, locale) : t("goods.gone")}
                    </span>
                  )}
                  <span className="block font-normal text-quiet [overflow-wrap:anywhere]">
                    {[product && inLocale(product.option, locale), sku].filter(Boolean).join(", ")}
                  </span>
                </th>
                <td className={end}>{count.format(pieces)}</td>
                <td className={end}>{formatMoney(amount, range.currency, locale)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <h3 className="mt-5 mb-1 font-medium">{t("goods.low")}</h3>
      {low.length === 0 ? (
        <p className="text-quiet">{t("goods.enough")}</p>
      ) : (
        <>
          <ul className="grid gap-1">
            {low.map(({ id, name, onHand }) => (
              <li key={id}>
                <Link
                  href={`/admin/goods/${id}/stock`}
                  prefetch={false}
                  className="underline underline-offset-4"
                >
                  {name}
                </Link>{" "}
                <span className="figures text-quiet">{t("goods.left", { count: onHand })}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2">
            <Link href="/admin/goods?low=1" prefetch={false} className="desk-button">
              {t("goods.allLow")}
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}
