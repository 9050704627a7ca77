import { getTranslations } from "next-intl/server";
import { FreshText } from "@/components/ui/fresh-text";
import type { Locale } from "@/i18n/routing";
import type { OrderView } from "@/lib/orders/views/order-view";
import { shownStatus, toneOf } from "./state";

const TONES = { good: "text-good", warn: "text-warn", bad: "text-bad", neutral: "text-quiet" } as const;

export async function OrderStatusBadge({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "orders" });
  return (
    <span
      className={`inline-flex items-center gap-2 rounded-full border border-current px-3 py-1 text-[0.9375rem] font-medium ${TONES[toneOf(order.status)]}`}
    >
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      <span className="sr-only">{`${t("statusLabel")}: `}</span>
      <FreshText>{t(`status.${shownStatus(order)}`)}</FreshText>
    </span>
  );
}
