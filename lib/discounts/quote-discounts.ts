import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import type { DiscountResult, RefusedRule } from "@/lib/model/discount";
import type { QuoteInput } from "@/lib/quote/make-quote";
import { isOffered } from "./refusals";
import { reasonsText, refusalText } from "./texts";

/** The parts of a quote that discounts decide, for `makeQuote({ ...cart, ...quoteDiscounts(…) })`. */
type QuoteDiscounts = Required<Pick<QuoteInput, "discounts" | "refusedDiscounts" | "shippingRates">>;

/** Turns a discount result into parts of a quote. `appliedBefore` has rule ids of the earlier quote, so that an ended discount is shown as ended. */
export function quoteDiscounts(
  result: DiscountResult,
  locale: Locale,
  currency: Currency,
  appliedBefore?: readonly string[],
): QuoteDiscounts {
  return {
    discounts: result.applied.map((rule) => ({
      ruleId: rule.ruleId,
      ...(rule.code !== undefined && { code: rule.code }),
      name: inLocale(rule.name, locale),
      reason: reasonsText(rule.reasons, locale, currency),
      amount: rule.amount,
      ...(rule.countries && { countries: [...rule.countries] }),
      ...(rule.oncePerCard && { oncePerCard: rule.oncePerCard }),
      ...(rule.shippingAmount > 0 && { shippingAmount: rule.shippingAmount }),
    })),
    refusedDiscounts: result.refused
      .filter((rule) => isShownToShopper(rule, appliedBefore))
      .map((rule) => ({
        ...(rule.ruleId !== null && { ruleId: rule.ruleId }),
        ...(rule.code !== undefined && { code: rule.code }),
        ...(rule.name && { name: inLocale(rule.name, locale) }),
        refusal: rule.refusal.code,
        reason: refusalText(rule.refusal, locale, currency),
      })),
    shippingRates: result.shippingRates,
  };
}

function isShownToShopper(
  { ruleId, asked, refusal }: RefusedRule,
  appliedBefore: readonly string[] | undefined,
): boolean {
  return asked || appliedBefore?.some((id) => id === ruleId) || isOffered(refusal);
}
