import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { listReturns } from "@/lib/desk/returns/list-returns.server";
import { Badge } from "../badge";
import { WideTable } from "../wide-table";
import { RETURN_TONES } from "./return-tone";

type Props = { label: string; returns: Awaited<ReturnType<typeof listReturns>>["returns"]; locale: Locale };

/** What a phone shows below the return's number, or on its page. */
const WIDE = "max-sm:hidden";

export function ReturnList({ label, returns, locale }: Props) {
  const t = translator(locale, "returns");
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col">{t("columns.return")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col" className={WIDE}>
            {t("columns.reason")}
          </th>
          <th scope="col" className={WIDE}>
            {t("columns.order")}
          </th>
          <th scope="col" className={WIDE}>
            {t("columns.asked")}
          </th>
          <th scope="col" className="text-end">
            {t("columns.pieces")}
          </th>
        </tr>
      </thead>
      <tbody>
        {returns.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link
                href={`/admin/returns/${one.id}`}
                prefetch={false}
                className="text-ink underline underline-offset-4"
              >
                {t("title", { id: String(one.id) })}
              </Link>
              <span className="figures mt-1 block sm:hidden">{one.number}</span>
            </th>
            <td>
              <Badge tone={RETURN_TONES[one.status]}>{t(`states.${one.status}`)}</Badge>
            </td>
            <td className={WIDE}>{t(`reasons.${one.reason}`)}</td>
            <td className={WIDE}>
              <Link
                href={`/admin/orders/${one.number}`}
                prefetch={false}
                className="figures underline underline-offset-4"
              >
                {one.number}
              </Link>
              <span className="block text-quiet">{one.person}</span>
            </td>
            <td className={`whitespace-nowrap ${WIDE}`}>{date.format(one.askedAt)}</td>
            <td className="figures text-end">{one.pieces}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
