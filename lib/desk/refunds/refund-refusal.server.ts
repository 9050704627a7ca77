import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { Currency } from "@/lib/base/money";
import { formatMoney } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import type { CreditResult, CreditTakenBack } from "@/lib/orders/merchant/give-credit.server";
import type { RefundResult } from "@/lib/orders/merchant/refund-order.server";

export type DeskRefusal =
  | Extract<RefundResult, { ok: false }>
  | Extract<CreditResult | CreditTakenBack, { ok: false }>
  | { ok: false; code: "stripe_unavailable" };

/** Why nothing was given back, and what to do, for whoever works in the desk. */
export function deskRefusalText(
  refusal: DeskRefusal,
  { quote, currency }: { quote: Quote; currency: Currency },
  locale: Locale,
): string {
  const t = translator(locale, "refunds");
  switch (refusal.code) {
    case "too_much":
    case "delivery_too_much":
      return t(`refusals.${refusal.code}`, { left: formatMoney(refusal.left, currency, locale) });
    case "too_many_pieces": {
      const { variantId, left } = refusal;
      const line = quote.lines.find((one) => one.variantId === variantId);
      return t("refusals.too_many_pieces", { goods: line?.productName ?? "", left });
    }
    case "refused":
      return t("refusals.refused", { message: refusal.message });
    default:
      return t(`refusals.${refusal.code}`);
  }
}
