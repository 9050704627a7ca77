import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form";
import { disputeReasonText } from "@/components/desk/disputes/dispute-reason";
import { DisputeSummary } from "@/components/desk/disputes/dispute-summary";
import { EvidenceFiles } from "@/components/desk/disputes/evidence-files";
import { EvidenceForm } from "@/components/desk/disputes/evidence-form";
import { StageBadge } from "@/components/desk/disputes/stage-badge";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { loadDispute } from "@/lib/desk/disputes/dispute-desk.server";
import { disputeParams, matterReason } from "@/lib/desk/disputes/evidence-fields";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/disputes/[disputeId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { disputeId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/disputes/${disputeId}`);
  return { title: translator(locale, "disputes")("title") };
}

/** One dispute: what the bank asks, what convinces it, and the answer. */
export default async function DisputePage({ params, searchParams }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/disputes/${asked.disputeId}`);
  const read = disputeParams.safeParse(asked);
  if (!read.success) notFound();
  const t = translator(locale, "disputes");
  const { disputeId } = read.data;
  const collect = (await searchParams).collect === "1";
  const desk = await unlessStripeIsDown(async () => ({ found: await loadDispute(disputeId, { collect }) }));
  if (!desk) return <PageHead title={t("title")} lead={t("stripeDown")} />;
  if (!desk.found) notFound();
  const { dispute, order, stage, mayAnswer, isSaved, isCollected } = desk.found;
  const amount = formatMoney(dispute.amount, dispute.currency, locale);
  const here = `/admin/disputes/${disputeId}`;
  const mayChange = mayAnswer && hasRight(role, "disputes.answer");
  return (
    <>
      <PageHead
        back={{ href: "/admin/disputes", name: translator(locale, "desk")("pages./admin/disputes") }}
        title={disputeReasonText(dispute.reason, translator(locale, "merchant"))}
        lead={t("lead", { amount, number: order.number })}
      >
        <StageBadge stage={stage} status={dispute.status} t={t} />
        <Link href={`/admin/orders/${order.number}`} className="desk-button">
          {t("toOrder", { number: order.number })}
        </Link>
      </PageHead>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <Section title={t("matters.title")}>
            <p className="max-w-prose">{t(`matters.${matterReason(dispute.reason)}`)}</p>
          </Section>
          {mayChange && (
            <Section
              title={t("evidence")}
              more={
                isSaved && (
                  <Link
                    href={isCollected ? here : `${here}?collect=1`}
                    className="text-quiet underline underline-offset-4"
                  >
                    {t(isCollected ? "showSaved" : "collectAgain")}
                  </Link>
                )
              }
            >
              <p className="mb-4 max-w-prose text-quiet">{t(isCollected ? "collected" : "saved")}</p>
              <EvidenceForm desk={desk.found} locale={locale} />
            </Section>
          )}
          {mayChange && <EvidenceFiles desk={desk.found} locale={locale} />}
        </div>
        <div className="grid content-start gap-4">
          <DisputeSummary desk={desk.found} locale={locale} />
          {mayChange && (
            <Section title={t("accept.title")}>
              <p>{t(stage === "inquiry" ? "accept.inquiry" : "accept.lead", { amount })}</p>
              <DeskForm
                action={`/api/admin/disputes/${disputeId}/acceptance`}
                confirm={t(stage === "inquiry" ? "accept.confirmInquiry" : "accept.confirm", { amount })}
                texts={formTexts(locale)}
                className="mt-3"
              >
                <input type="hidden" name="seen" value={desk.found.seen} />
                <button type="submit" data-kind="danger" className="desk-button">
                  {t("accept.button")}
                </button>
              </DeskForm>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
