import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { HandoverResult } from "@/lib/fulfilment/mark-shipped.server";
import type { TakenBack } from "@/lib/fulfilment/take-back.server";

type Refused = Exclude<HandoverResult, { ok: true }> | Exclude<TakenBack, { ok: true }>;

/** Why an order was not handed over, in the merchant's language. */
export function handoverRefusalText(refused: Refused, locale: Locale): string {
  const t = translator(locale, "sending");
  switch (refused.code) {
    case "not_ready":
      return t("refused.not_ready", { state: translator(locale, "orders")(`status.${refused.status}`) });
    case "too_many":
      return t("refused.too_many", { sku: refused.sku, left: refused.left });
    default:
      return t(`refused.${refused.code}`);
  }
}
