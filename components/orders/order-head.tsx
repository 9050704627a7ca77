import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { payPath } from "@/lib/checkout/surface";
import { shownEmail } from "@/lib/email-shown";
import { localPath } from "@/lib/i18n-path";
import type { OrderView } from "@/lib/orders/view";
import { OrderStatusBadge } from "./order-status";
import { failureReason, headingOf } from "./state";

/** What the shopper came to know: did it work, under which number, and what now. */
export async function OrderHead({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  const heading = headingOf(order.status);
  const reason = order.status === "payment_failed" ? failureReason(order.timeline) : null;
  return (
    <header className="grid justify-items-start gap-4">
      <h1 className="display-face text-display">{heading ? t(`headings.${heading}`) : t("thanks")}</h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="figures text-lg">{t("number", { number: order.number })}</p>
        <OrderStatusBadge status={order.status} locale={locale} />
      </div>
      <div className="max-w-prose text-lg">
        {reason && (
          <Notice tone="bad" className="mb-4">
            {t(`reasons.${reason}`)}
          </Notice>
        )}
        <p aria-live="polite">{t(`lead.${order.status}`)}</p>
        {order.email && order.status !== "expired" && (
          <p className="mt-1 text-[0.9375rem] text-quiet">
            {t("writeTo", { email: shownEmail(order.email) })}
          </p>
        )}
      </div>
      {order.payable && (
        <a href={localPath(locale, payPath(order.surface, order.id))} className={buttonClass()}>
          {order.status === "open" ? t("payNow") : t("payAgain")}
        </a>
      )}
    </header>
  );
}
