import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type OverviewRange, overviewParams } from "@/lib/desk/overview/overview-range";
import type { Ways } from "@/lib/desk/overview/read-ways.server";
import { declineReason } from "@/lib/stripe/declines";
import { Section } from "../section";
import { WideTable } from "../wide-table";
import { rateText } from "./overview-texts";
import { PartLink } from "./part-link";
import { PassedTable } from "./passed-table";

type Props = { ways: Ways; range: OverviewRange; locale: Locale };

/** Tries to pay by method, and why some failed. Words of Stripe's are shown as they are, as its dashboard and its documentation have them. */
export function PaymentsSection({ ways: { methods, reasons }, range, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const failed = reasons.reduce((total, { now }) => total + now, 0);
  const end = "figures text-end whitespace-nowrap";
  return (
    <Section
      title={t("payments.title")}
      more={<PartLink part="payments" query={overviewParams(range)} locale={locale} />}
    >
      <p className="mb-3 max-w-prose text-quiet">{t("payments.lead")}</p>
      {methods.length === 0 && <p>{t("nothing")}</p>}
      <div className="grid gap-6 xl:grid-cols-2">
        {methods.length > 0 && (
          <PassedTable
            label={t("payments.title")}
            names={{ name: t("payments.method"), of: t("payments.tries"), passed: t("payments.passed") }}
            rows={methods.map(({ method, ...way }) => ({ name: method, ...way }))}
            locale={locale}
          />
        )}
        {reasons.length > 0 && (
          <WideTable
            label={t("payments.why")}
            className="[overflow-wrap:normal]"
            columns={[
              t("payments.why"),
              { name: t("payments.failed"), end: true },
              { name: t("share"), end: true },
            ]}
          >
            <tbody>
              {reasons.map(({ method, reason, now, before }) => {
                const known = declineReason(reason);
                return (
                  <tr key={`${method} ${reason}`}>
                    <th scope="row">
                      {known ? t(`payments.reasons.${known}`) : t("payments.other")}
                      <span className="block font-normal text-quiet [overflow-wrap:anywhere]">
                        <code>{reason}</code>, {method}
                      </span>
                    </th>
                    <td className={end}>
                      {now}
                      <span className="block text-sm text-quiet">
                        {t("figures.before", { value: before })}
                      </span>
                    </td>
                    <td className={end}>{rateText(now, failed, locale)}</td>
                  </tr>
                );
              })}
            </tbody>
          </WideTable>
        )}
      </div>
    </Section>
  );
}
