import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { readStockFile } from "@/lib/inventory/stock-file.server";
import { WideTable } from "../wide-table";

type StockFile = NonNullable<Awaited<ReturnType<typeof readStockFile>>>;
type Props = { movements: StockFile["movements"]; locale: Locale };

/** Why a variant has as many pieces as it has: each change with its reason, and who made it. */
export function StockHistory({ movements, locale }: Props) {
  const t = translator(locale, "desk-goods");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short" },
    timeZone: shopTimeZone(),
  });
  if (movements.length === 0) return <p>{t("stock.nothing")}</p>;
  return (
    <WideTable
      columns={[
        t("stock.when"),
        { name: t("stock.change"), end: true },
        { name: t("stock.after"), end: true },
        t("stock.why"),
        t("stock.who"),
      ]}
      label={t("stock.history")}
      className="min-w-xl"
    >
      <tbody>
        {movements.map(({ at, change, onHandAfter, reason, order, note, who }) => (
          <tr key={`${at.toISOString()} ${onHandAfter} ${change}`}>
            <td className="figures whitespace-nowrap">{time.format(at)}</td>
            <td className="figures text-end">{change > 0 ? `+${change}` : change}</td>
            <td className="figures text-end">{onHandAfter}</td>
            <td>
              {t(`stock.reasons.${reason}`)}
              {order && (
                <Link
                  href={`/admin/orders/${order}`}
                  prefetch={false}
                  className="figures ms-2 underline underline-offset-4"
                >
                  {order}
                </Link>
              )}
              {note && <span className="block text-quiet">{note}</span>}
            </td>
            <td className="[overflow-wrap:anywhere]">{who}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
