import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { currency as currencyOf, formatMoney } from "@/lib/base/money";
import type { RuleConditions } from "@/lib/model/discount-conditions";
import type { saveDiscount } from "./save-discount.server";

type Refused = Extract<Awaited<ReturnType<typeof saveDiscount>>, { ok: false }>;

/** Why a discount is not saved, in words. */
export function discountRefusal(refused: Refused, locale: Locale) {
  const t = translator(locale, "desk-discounts");
  const { code } = refused;
  const message =
    code === "discount_changed"
      ? t("changed")
      : [
          ...refused.problems.map((problem) => t(`problems.${problem}`)),
          ...(refused.problem ? [refused.problem] : []),
        ].join(" · ");
  return { ok: false as const, code, message, status: 409 };
}

/** What a discount takes off: "10 %", "€5.00". */
export function benefitInWords({ benefit }: RuleConditions, locale: Locale): string {
  if (benefit.type === "percent")
    return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(
      benefit.percent / 100,
    );
  return Object.entries(benefit.amounts)
    .map(([code, amount]) => formatMoney(amount ?? 0, currencyOf(code), locale))
    .join(" / ");
}
