import { Badge } from "@/components/desk/badge";
import { WideTable } from "@/components/desk/wide-table";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { RefundDesk } from "@/lib/desk/refunds/refund-desk.server";

/** All refunds of an order with their states, failed ones and those whose result is not known too. */
export function RefundHistory({ desk, locale }: { desk: RefundDesk; locale: Locale }) {
  const t = translator(locale, "refunds");
  const { order, lines, history } = desk;
  const at = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  const list = new Intl.ListFormat(locale, { type: "unit" });
  const what = ({ share }: (typeof history)[number]) => {
    const goods = (share?.lines ?? []).map(({ variantId, quantity }) =>
      t("preview.line", {
        quantity,
        goods: lines.find((line) => line.variantId === variantId)?.goods ?? "",
      }),
    );
    const parts = [...goods, ...(share && share.delivery.amount > 0 ? [t("history.delivery")] : [])];
    return parts.length > 0 ? list.format(parts) : t("history.anAmount");
  };
  return (
    <section aria-labelledby="given-back" className="mt-10">
      <h2 id="given-back" className="text-lg font-medium">
        {t("history.title")}
      </h2>
      {history.length === 0 ? (
        <p className="mt-2 text-quiet">{t("history.none")}</p>
      ) : (
        <WideTable
          columns={[
            t("history.when"),
            { name: t("history.amount"), end: true },
            t("history.state"),
            t("history.what"),
            t("history.who"),
          ]}
          label={t("history.title")}
          className="mt-2 min-w-2xl"
        >
          <tbody>
            {history.map((one) => (
              <tr key={one.id}>
                <td className="whitespace-nowrap">{at.format(one.at)}</td>
                <td className="figures text-end whitespace-nowrap">
                  {formatMoney(one.amount, order.currency, locale)}
                </td>
                <td>
                  <Badge tone={one.tone}>{t(`history.states.${one.state}`)}</Badge>
                  {one.failure && <span className="block text-sm text-quiet">{one.failure}</span>}
                </td>
                <td>
                  <span className="block">{what(one)}</span>
                  {one.note && <span className="block text-sm text-quiet">{one.note}</span>}
                </td>
                <td>{one.by.kind === "staff" ? one.by.name : t(`history.${one.by.kind}`)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
