import Link from "next/link";
import { ChoiceLinks } from "@/components/desk/choice-links";
import { disputeReasonText } from "@/components/desk/disputes/dispute-reason";
import { StageBadge } from "@/components/desk/disputes/stage-badge";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import {
  DISPUTE_FILTERS,
  disputeNumbers,
  listDisputes,
  readDisputeFilter,
} from "@/lib/desk/disputes/list-disputes.server";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/disputes";

/** What a phone shows below the reason. */
const WIDE = "max-sm:hidden";

export const generateMetadata = () => deskTitle(PAGE);

/** What banks ask and take back: what is due first, first. */
export default async function DisputesPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const filter = readDisputeFilter(query.state);
  const { disputes, after } = await listDisputes(
    filter,
    typeof query.after === "string" ? query.after : null,
  );
  const numbers = await disputeNumbers();
  const t = translator(locale, "disputes");
  const reasons = translator(locale, "merchant");
  const timeZone = shopTimeZone();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const { won, lost, closed } = numbers.outcomes;
  const taken = numbers.taken.map(({ amount, currency }) => formatMoney(amount, currency, locale));
  return (
    <>
      <PageHead
        title={translator(locale, "desk")(`pages.${PAGE}`)}
        lead={t("numbers", { open: numbers.open, won, lost, closed, taken: taken.join(", ") || "none" })}
      />
      <ChoiceLinks
        label={t("filters")}
        choices={DISPUTE_FILTERS.map((one) => ({
          href: `${PAGE}?state=${one}`,
          name: t(`filter.${one}`),
          isHere: one === filter,
        }))}
      />
      {disputes.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable label={t(`filter.${filter}`)}>
          <thead>
            <tr>
              <th scope="col" className="[overflow-wrap:normal]">
                {t(filter === "open" ? "columns.due" : "columns.opened")}
              </th>
              <th scope="col" className={WIDE}>
                {t("columns.state")}
              </th>
              <th scope="col">{t("columns.reason")}</th>
              <th scope="col" className={WIDE}>
                {t("columns.order")}
              </th>
              <th scope="col" className="text-end whitespace-nowrap">
                {t("columns.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {disputes.map(({ dispute, number, person }) => (
              <tr key={dispute.stripeId}>
                <td className="figures [overflow-wrap:normal] sm:whitespace-nowrap">
                  {filter !== "open"
                    ? time.format(dispute.openedAt)
                    : dispute.evidenceDueAt
                      ? time.format(dispute.evidenceDueAt)
                      : t("noDate")}
                </td>
                <td className={WIDE}>
                  <StageBadge stage={disputeStage(dispute)} status={dispute.status} t={t} />
                </td>
                <th scope="row">
                  <Link
                    href={`${PAGE}/${dispute.stripeId}`}
                    prefetch={false}
                    className="text-ink underline underline-offset-4"
                  >
                    {disputeReasonText(dispute.reason, reasons)}
                  </Link>
                  <span className="mt-1 flex flex-wrap items-center gap-2 sm:hidden">
                    <span className="figures">{number}</span>
                    <StageBadge stage={disputeStage(dispute)} status={dispute.status} t={t} />
                  </span>
                </th>
                <td className={WIDE}>
                  <Link
                    href={`/admin/orders/${number}`}
                    prefetch={false}
                    className="figures underline underline-offset-4"
                  >
                    {number}
                  </Link>
                  <span className="block text-quiet">{person}</span>
                </td>
                <td className="figures text-end whitespace-nowrap">
                  {formatMoney(dispute.amount, dispute.currency, locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <ListPages next={after !== null && `${PAGE}?state=${filter}&after=${after}`} locale={locale} />
    </>
  );
}
