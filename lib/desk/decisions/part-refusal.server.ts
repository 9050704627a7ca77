import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { PartialCapture } from "@/lib/orders/merchant/capture-part.server";

type Code = Exclude<Extract<PartialCapture, { ok: false }>["code"], "nothing_authorized">;

/** Why no part is taken of a payment, and what to do. */
export function partRefusalText(code: Code, locale: Locale): string {
  const t = translator(locale, "decisions");
  switch (code) {
    case "nothing_kept":
    case "all_kept":
    case "tax_calculated":
    case "capture_refused":
    case "capture_too_much":
    case "capture_too_little":
    case "bad_amount":
      return t(`part.refusals.${code}`);
    case "too_many_pieces":
    case "unknown_line":
      return t("part.refusals.too_many");
    default:
      return t("part.refusals.changed");
  }
}
