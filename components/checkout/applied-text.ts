import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import { normalizeCode } from "@/lib/model/promotion-code";

export type Applied = { kind: "code"; code: string } | { kind: "loyalty" };

/** The text is shown while the discount applies. */
export function appliedText(
  applied: Applied | null,
  { discounts, loyalty }: Pick<CheckoutQuote, "discounts" | "loyalty">,
  texts: Pick<Texts<"checkout">["elements"], "applied" | "loyaltyApplied">,
): string {
  switch (applied?.kind) {
    case undefined:
      return "";
    case "loyalty":
      return loyalty === "applied" ? texts.loyaltyApplied : "";
    case "code": {
      const wanted = normalizeCode(applied.code);
      const holds = discounts.some(({ code }) => code !== null && normalizeCode(code) === wanted);
      return holds ? formatText(texts.applied, { code: wanted }) : "";
    }
  }
}
