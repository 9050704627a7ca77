import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { currency, formatMoney } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { shopTimeZone } from "@/lib/config/shop";
import type { DisputeDesk } from "@/lib/desk/disputes/dispute-desk.server";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";
import { Facts, Section } from "../section";

/** Until when, how much, what it costs, and what that means for the order's money. */
export function DisputeSummary({ desk, locale }: { desk: DisputeDesk; locale: Locale }) {
  const t = translator(locale, "disputes");
  const { dispute, stage, fees } = desk;
  const format = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return (
    <Section title={t("facts.title")}>
      <Facts
        facts={[
          {
            label: t("facts.due"),
            value:
              dispute.outcome !== null
                ? null
                : dispute.evidenceDueAt
                  ? format.format(dispute.evidenceDueAt)
                  : t("noDate"),
          },
          { label: t("facts.opened"), value: format.format(dispute.openedAt) },
          { label: t("facts.amount"), value: formatMoney(dispute.amount, dispute.currency, locale) },
          {
            label: t("facts.fee"),
            value: fees.map((one) => formatMoney(one.fee, currency(one.currency), locale)).join(", "),
          },
          { label: t("facts.id"), value: <code>{dispute.stripeId}</code> },
        ]}
      />
      <p className="mt-3">{t(`money.${moneyText(desk)}`)}</p>
      {stage !== "open" && stage !== "inquiry" && <p className="mt-3">{t(`outcomes.${stage}`)}</p>}
      {desk.isSubmitted && dispute.outcome === null && <p className="mt-3">{t("waits")}</p>}
      <p className="mt-3">
        <a
          href={dashboardUrl(dispute.paymentIntentId, "dispute", env())}
          rel="noreferrer"
          className="underline underline-offset-4"
        >
          {t("atStripe")}
        </a>
      </p>
    </Section>
  );
}

/** Whether the bank has the money, and whether a refund would pay the shopper twice. */
function moneyText({ dispute }: DisputeDesk): "taken" | "here" | "refundable" {
  if (dispute.isMoneyTaken) return "taken";
  return dispute.outcome === null && dispute.isRefundable ? "refundable" : "here";
}
