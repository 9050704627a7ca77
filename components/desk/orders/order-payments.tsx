import Link from "next/link";
import { translator } from "@/i18n/texts.server";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import type { ChargeFacts } from "@/lib/model/order";
import { countryName } from "@/lib/orders/views/address-lines";
import { Badge } from "../badge";
import { disputeReasonText } from "../disputes/dispute-reason";
import { StageBadge } from "../disputes/stage-badge";
import { Facts, Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** Each payment with what Stripe says of it; then refunds and disputes. */
export function OrderPayments(props: PartProps) {
  const { payments, refunds, disputes } = props.file;
  const { t, merchant, money, time } = wordsFor(props);
  const refundWords = translator(props.locale, "refunds");
  return (
    <Section title={t("one.payments")}>
      {payments.length === 0 && <p className="text-quiet">{t("one.noPayments")}</p>}
      <ul className="grid gap-4">
        {payments.map((payment) => (
          <li key={payment.stripeId}>
            <p className="mb-1 flex flex-wrap items-center gap-2">
              <Badge
                tone={payment.status === "paid" ? "good" : payment.status === "failed" ? "bad" : "neutral"}
              >
                {t(`paymentStates.${payment.status}`)}
              </Badge>
              <span className="figures">
                {payment.isFree
                  ? t("one.free")
                  : payment.amountCaptured !== null && money(payment.amountCaptured)}
              </span>
              {payment.atStripe && (
                <a href={payment.atStripe} rel="noreferrer" className="underline underline-offset-4">
                  {t("one.atStripe")}
                </a>
              )}
            </p>
            {payment.charge && (
              <ChargeDetails {...props} charge={payment.charge} id={payment.paymentIntentId} />
            )}
          </li>
        ))}
      </ul>
      {refunds.length > 0 && (
        <>
          <h3 className="mt-4 font-medium">{t("one.refunds")}</h3>
          <ul className="text-[0.9375rem]">
            {refunds.map((refund) => (
              <li key={refund.stripeId} className="flex flex-wrap items-center gap-2 py-1">
                <span className="figures">{money(refund.amount)}</span>
                <Badge
                  tone={refund.status === "succeeded" ? "good" : refund.status === "failed" ? "bad" : "warn"}
                >
                  {refundWords(`history.states.${refund.status}`)}
                </Badge>
                <span className="text-quiet">
                  {[refund.failureReason, refund.stripeId, time(refund.createdAt)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {disputes.length > 0 && (
        <>
          <h3 className="mt-4 font-medium">{t("one.disputes")}</h3>
          <ul className="text-[0.9375rem]">
            {disputes.map((dispute) => (
              <li key={dispute.stripeId} className="flex flex-wrap items-center gap-2 py-1">
                <span className="figures">{money(dispute.amount)}</span>
                <StageBadge
                  stage={disputeStage(dispute)}
                  status={dispute.status}
                  t={translator(props.locale, "disputes")}
                />
                <Link
                  href={`/admin/disputes/${dispute.stripeId}`}
                  prefetch={false}
                  className="underline underline-offset-4"
                >
                  {disputeReasonText(dispute.reason, merchant)}
                </Link>
                {dispute.evidenceDueAt && (
                  <span className="text-quiet">
                    {t("one.answerBy", { time: time(dispute.evidenceDueAt) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function ChargeDetails({ charge, id, ...props }: PartProps & { charge: ChargeFacts; id: string | null }) {
  const { t, money } = wordsFor(props);
  const { fee, riskLevel, riskScore } = charge;
  const risk =
    riskLevel &&
    (riskScore === null ? riskLevel : t("one.riskScore", { level: riskLevel, score: riskScore }));
  return (
    <Facts
      facts={[
        {
          label: t("columns.paidWith"),
          value: [charge.brand ?? charge.method, charge.last4 && `•••• ${charge.last4}`, charge.funding]
            .filter(Boolean)
            .join(" "),
        },
        { label: t("one.wallet"), value: charge.wallet },
        { label: t("one.risk"), value: risk },
        {
          label: t("one.threeDSecure"),
          value: charge.method === "card" ? (charge.threeDSecure ?? t("one.none")) : null,
        },
        { label: t("one.cvc"), value: charge.cvcCheck },
        { label: t("one.postal"), value: charge.postalCodeCheck },
        { label: t("one.cardCountry"), value: charge.country && countryName(charge.country, props.locale) },
        {
          label: t("one.fee"),
          value: fee && fee.currency === props.file.order.currency ? money(fee.amount) : null,
        },
        { label: t("one.id"), value: id && <code>{id}</code> },
      ]}
    />
  );
}
