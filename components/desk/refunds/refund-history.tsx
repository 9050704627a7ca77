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
  const who = ({ by }: RefundDesk["history"][number]) =>
    by.kind === "staff" ? by.name : t(`history.${by.kind}`);
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
            { name: t("history.what"), wide: true },
            { name: t("history.who"), wide: true },
          ]}
          label={t("history.title")}
          className="mt-2 sm:min-w-2xl"
        >
          <tbody>
            {history.map((one) => (
              <tr key={one.id}>
                <td className="sm:whitespace-nowrap">
                  {at.format(one.at)}
                  <span className="mt-1 block text-sm text-quiet sm:hidden">
                    {[what(one), one.note, who(one)].filter(Boolean).join(" · ")}
                  </span>
                </td>
                <td className="figures text-end whitespace-nowrap">
                  {formatMoney(one.amount, order.currency, locale)}
                </td>
                <td>
                  <Badge tone={one.tone}>{t(`history.states.${one.state}`)}</Badge>
                  {one.failure && <span className="block text-sm text-quiet">{one.failure}</span>}
                </td>
                <td className="max-sm:hidden">
                  <span className="block">{what(one)}</span>
                  {one.note && <span className="block text-sm text-quiet">{one.note}</span>}
                </td>
                <td className="max-sm:hidden">{who(one)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
