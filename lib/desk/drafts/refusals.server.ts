import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

type DraftCode =
  | "draft_changed"
  | "draft_sent"
  | "draft_over"
  | "draft_no_goods"
  | "draft_goods_gone"
  | "draft_not_served"
  | "draft_no_reduction"
  | "draft_too_many"
  | "draft_own_name"
  | "draft_own_price"
  | "draft_no_email"
  | "draft_not_payable"
  | "exchange_no_credit"
  | "payment_on_its_way";

/** The answer of a call about a draft that was refused. */
export const refuseDraft = (code: DraftCode, locale: Locale) =>
  ({
    ok: false,
    code,
    status: 409,
    message: translator(locale, "desk-drafts")(`refusals.${code}`),
  }) as const;
