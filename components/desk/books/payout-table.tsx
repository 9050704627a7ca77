import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { listPayouts } from "@/lib/books/read-payouts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { WideTable } from "../wide-table";
import { insideText, PayoutState, unreadText } from "./payout-words";

/** What a phone shows below the day. */
const WIDE = "max-sm:hidden";

type Props = { payouts: Awaited<ReturnType<typeof listPayouts>>["payouts"]; locale: Locale };

export function PayoutTable({ payouts, locale }: Props) {
  const t = translator(locale, "desk-books");
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  // A bank's day is the same everywhere: Stripe gives the beginning of it in UTC.
  const bankDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <WideTable label={t("payouts")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.made")}</th>
          <th scope="col" className={WIDE}>
            {t("columns.arrives")}
          </th>
          <th scope="col" className={WIDE}>
            {t("columns.state")}
          </th>
          <th scope="col" className={WIDE}>
            {t("columns.inside")}
          </th>
          <th scope="col" className="text-end">
            {t("columns.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {payouts.map(({ payout, groups }) => {
          const inside = unreadText(payout, t) ?? (groups && insideText(groups, t));
          return (
            <tr key={payout.stripeId}>
              <th scope="row" className="figures sm:whitespace-nowrap">
                <Link
                  href={`/admin/books/${payout.stripeId}`}
                  prefetch={false}
                  className="text-ink underline underline-offset-4"
                >
                  {day.format(payout.createdAt)}
                </Link>
                <span className="mt-1 grid gap-1 font-normal sm:hidden">
                  <span>
                    <PayoutState status={payout.status} t={t} />
                  </span>
                  <span className="text-quiet">{inside}</span>
                </span>
              </th>
              <td className={`figures whitespace-nowrap ${WIDE}`}>{bankDay.format(payout.arrivesAt)}</td>
              <td className={WIDE}>
                <PayoutState status={payout.status} t={t} />
              </td>
              <td className={WIDE}>{inside}</td>
              <td className="figures text-end whitespace-nowrap">
                {formatMoney(payout.amount, payout.currency, locale)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
