import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { FailedJob } from "@/lib/desk/failures/read-failures.server";
import { mailName } from "../orders/mail-name";
import { Section } from "../section";
import { WideTable } from "../wide-table";
import { RetryButton } from "./retry-button";

type Props = {
  title: string;
  none: string;
  jobs: { rows: FailedJob[]; hasMore: boolean };
  locale: Locale;
  mayRetry: boolean;
};

/** E-mails and other work that ended without its effect, or is tried again. */
export function FailedJobs({ title, none, jobs: { rows, hasMore }, locale, mayRetry }: Props) {
  const t = translator(locale, "desk-failures");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const areDead = rows.some(({ deadAt }) => deadAt !== null);
  return (
    <Section
      title={title}
      more={
        mayRetry && areDead ? (
          <RetryButton kind="jobs" label={t("all")} name={title} locale={locale} />
        ) : undefined
      }
    >
      {rows.length === 0 ? (
        <p className="text-quiet">{none}</p>
      ) : (
        <WideTable
          columns={[
            t("columns.what"),
            t("columns.order"),
            t(areDead ? "columns.since" : "columns.next"),
            t("columns.why"),
            { name: t("columns.tries"), end: true },
            ...(mayRetry ? [t("columns.act")] : []),
          ]}
          label={title}
          className="min-w-3xl"
        >
          <tbody>
            {rows.map(({ id, effect, orderNumber, deadAt, runAt, lastError, tries }) => (
              <tr key={id}>
                <th scope="row" className="whitespace-nowrap">
                  {mailName(effect, locale)}
                </th>
                <td>
                  {orderNumber ? (
                    <Link
                      href={`/admin/orders/${orderNumber}`}
                      prefetch={false}
                      className="figures underline underline-offset-4"
                    >
                      {orderNumber}
                    </Link>
                  ) : (
                    <span className="text-quiet">{t("person")}</span>
                  )}
                </td>
                <td className="whitespace-nowrap">{time.format(deadAt ?? runAt)}</td>
                <td className="[overflow-wrap:anywhere]">{lastError}</td>
                <td className="figures text-end">{tries}</td>
                {mayRetry && (
                  <td>
                    <RetryButton
                      kind="jobs"
                      id={id}
                      label={t("again")}
                      name={[mailName(effect, locale), orderNumber].filter(Boolean).join(" ")}
                      locale={locale}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {hasMore && <p className="mt-2 text-quiet">{t("more")}</p>}
    </Section>
  );
}
