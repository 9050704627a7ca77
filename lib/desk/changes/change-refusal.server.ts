import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { refuseDraft } from "@/lib/desk/drafts/refusals.server";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import type { ChangeMade } from "@/lib/drafts/change-order.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";

type Refusal =
  | Extract<ChangeMade, { ok: false }>
  | { ok: false; code: "change_over" }
  | { ok: false; code: "stripe_unavailable" };

/** Why the goods of an order are not changed, and what to do, for whoever works in the desk. */
export function changeRefusalText(refusal: Refusal, order: OrderRow, locale: Locale): string {
  const t = translator(locale, "desk-changes");
  switch (refusal.code) {
    case "change_nothing":
    case "change_not_possible":
    case "change_waits":
    case "change_price":
    case "change_currency":
    case "change_over":
    case "changed":
    case "key_used":
    case "refund_under_way":
      return t(`refusals.${refusal.code}`);
    case "draft_not_payable":
      return t("refusals.out_of_goods");
    case "draft_no_goods":
    case "draft_goods_gone":
    case "draft_not_served":
    case "draft_no_reduction":
    case "draft_too_many":
    case "draft_own_name":
    case "draft_own_price":
    case "draft_no_email":
      return refuseDraft(refusal.code, locale).message;
    default:
      return deskRefusalText(refusal, order, locale);
  }
}
