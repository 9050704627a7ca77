import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { readFailures } from "@/lib/desk/failures/read-failures.server";
import { Section } from "../section";
import { WideTable } from "../wide-table";
import { RetryButton } from "./retry-button";

type Props = {
  events: Awaited<ReturnType<typeof readFailures>>["events"];
  locale: Locale;
  mayRetry: boolean;
};

/** Events of Stripe's that could not be processed. */
export function FailedEvents({ events: { rows, hasMore }, locale, mayRetry }: Props) {
  const t = translator(locale, "desk-failures");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const isLeft = rows.some(({ processedAt, parkedReason }) => !processedAt && parkedReason !== "other_mode");
  return (
    <Section
      title={t("events")}
      more={
        mayRetry && isLeft ? (
          <RetryButton kind="events" label={t("all")} name={t("events")} locale={locale} />
        ) : undefined
      }
    >
      {rows.length === 0 ? (
        <p className="text-quiet">{t("noEvents")}</p>
      ) : (
        <WideTable
          columns={[
            t("columns.what"),
            t("columns.since"),
            t("columns.why"),
            { name: t("columns.tries"), end: true },
            t("columns.act"),
          ]}
          label={t("events")}
          className="min-w-3xl"
        >
          <tbody>
            {rows.map(({ id, type, parkedAt, parkedReason, processedAt, tries, lastError }) => (
              <tr key={id}>
                <th scope="row" className="whitespace-nowrap">
                  <span className="block">{type}</span>
                  <span className="block font-normal text-quiet">{id}</span>
                </th>
                <td className="whitespace-nowrap">{parkedAt && time.format(parkedAt)}</td>
                <td>
                  {parkedReason && <span className="block">{t(`reasons.${parkedReason}`)}</span>}
                  {lastError && (
                    <span className="block text-quiet [overflow-wrap:anywhere]">{lastError}</span>
                  )}
                </td>
                <td className="figures text-end">{tries}</td>
                <td>
                  {processedAt ? (
                    <span className="text-good">{t("done")}</span>
                  ) : (
                    mayRetry &&
                    parkedReason !== "other_mode" && (
                      <RetryButton kind="events" id={id} label={t("again")} name={id} locale={locale} />
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {hasMore && <p className="mt-2 text-quiet">{t("more")}</p>}
    </Section>
  );
}
