import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Filled } from "@/components/ui/filled";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { shownEmail } from "@/lib/base/email-shown";
import { localPath } from "@/lib/base/i18n-path";
import { payPath } from "@/lib/model/surface";
import type { OrderView } from "@/lib/orders/views/order-view";
import { OrderStatusBadge } from "./order-status";
import { failureReason, goodsOf, headingOf } from "./state";

export async function OrderHead({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const heading = order.paymentUnknown ? "unknown" : headingOf(order);
  const reason = order.status === "payment_failed" ? failureReason(order.timeline) : null;
  return (
    <header className="grid justify-items-start gap-4">
      <h1 className="display-face text-display">
        <FreshText>{heading ? t(`headings.${heading}`) : t("thanks")}</FreshText>
      </h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="figures text-lg">
          <Filled text={t.raw("number")} values={{ number: <Untranslated>{order.number}</Untranslated> }} />
        </p>
        <OrderStatusBadge order={order} locale={locale} />
      </div>
      <div className="max-w-prose text-lg">
        {reason && (
          <Notice tone="bad" className="mb-4">
            <FreshText>{t(`reasons.${reason}`)}</FreshText>
          </Notice>
        )}
        <p aria-live="polite">
          <FreshText>
            {t(`lead.${order.paymentUnknown ? "unknown" : order.status}`, {
              reason: order.attention ?? "other",
              sent: order.isSent ? "yes" : "no",
              goods: goodsOf(order),
            })}
          </FreshText>
        </p>
        {order.email && order.status !== "expired" && (
          <p className="mt-1 text-[0.9375rem] text-quiet">
            <Filled
              text={t.raw("writeTo")}
              values={{ email: <Untranslated>{shownEmail(order.email)}</Untranslated> }}
            />
          </p>
        )}
      </div>
      {order.payable && (
        <a href={localPath(locale, payPath(order.surface, order.id))} className={buttonClass()}>
          <FreshText>{order.status === "open" ? t("payNow") : t("payAgain")}</FreshText>
        </a>
      )}
    </header>
  );
}
