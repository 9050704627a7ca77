import { getTranslations } from "next-intl/server";
import type { ReactElement } from "react";
import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import type { OrderView } from "@/lib/orders/views/order-view";
import { LocalTime } from "./local-time";

export async function OrderTimeline({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const emails: Record<string, string> = textsFor(locale, "orders").emails;
  const withAmount = (text: string, minorUnits: number) => {
    const amount = <Price amount={minorUnits} currency={order.currency} locale={locale} />;
    return <Filled text={text} values={{ amount }} />;
  };
  const textOf = ({ detail }: OrderView["timeline"][number]): ReactElement | string => {
    switch (detail.code) {
      case "refunded":
      case "part_captured":
      case "refund_pending":
      case "refund_failed":
      case "credit_given":
      case "credit_taken_back":
        return withAmount(t.raw(`timeline.${detail.code}`), detail.amount);
      case "dispute_closed":
        return withAmount(t.raw(`timeline.dispute_${detail.outcome}`), detail.amount);
      case "email_sent":
        return t("timeline.email_sent", { email: emails[detail.email] ?? detail.email });
      case "tier_raised":
        return t("timeline.tier_raised", { tier: detail.tier });
      case "tier_lowered":
        return t(`timeline.tier_lowered_${detail.reason}`, {
          from: detail.from,
          tier: detail.tier ?? "none",
        });
      default:
        return t(`timeline.${detail.code}`);
    }
  };
  return (
    <section aria-labelledby="order-history">
      <h2 id="order-history" className="display-face text-heading">
        {t("history")}
      </h2>
      <ol className="mt-4 border-l border-line">
        {order.timeline.map((entry) => (
          <li key={`${entry.at} ${entry.detail.code}`} className="relative pb-4 pl-5 last:pb-0">
            <span
              aria-hidden="true"
              className={`absolute top-2 -left-[0.3125rem] size-2.5 rounded-full border-2 border-ground ${
                entry.status ? "bg-action" : "bg-edge"
              }`}
            />
            <p>{textOf(entry)}</p>
            <p className="figures text-[0.9375rem] text-quiet">
              <LocalTime at={entry.at} locale={locale} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
