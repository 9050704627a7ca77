import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { DiscountResult, RefusedRule } from "@/lib/model/discount";
import type { QuoteInput } from "@/lib/quote/make-quote";
import { reasonsText, refusalText } from "./texts";

/** The parts of a quote that discounts decide: `makeQuote({ ...cart, ...quoteDiscounts(…) })`. */
export type QuoteDiscounts = Required<Pick<QuoteInput, "discounts" | "refusedDiscounts" | "shippingRates">>;

/**
 * Puts a decision into the words of a quote. `appliedBefore`: rule ids of the quote it replaces, so that a discount which
 * ended while the shopper looked at it is told, not just gone.
 */
export function quoteDiscounts(
  result: DiscountResult,
  locale: Locale,
  currency: Currency,
  appliedBefore: readonly string[] = [],
): QuoteDiscounts {
  return {
    discounts: result.applied.map((rule) => ({
      ruleId: rule.ruleId,
      ...(rule.code !== undefined && { code: rule.code }),
      name: rule.name[locale],
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
        ...(rule.name && { name: rule.name[locale] }),
        refusal: rule.refusal.code,
        reason: refusalText(rule.refusal, locale, currency),
      })),
    shippingRates: result.shippingRates,
  };
}

/**
 * Of the discounts nobody asked for, the shopper hears of those that were there before, that lost to a better one, and of
 * those within reach: by a larger cart, by this very order, by an account. Others are for other people, places and times.
 */
function isShownToShopper(
  { ruleId, asked, refusal }: RefusedRule,
  appliedBefore: readonly string[],
): boolean {
  if (asked || (ruleId !== null && appliedBefore.includes(ruleId))) return true;
  switch (refusal.code) {
    case "not_combinable":
    case "below_minimum":
    case "account_required_first_order":
      return true;
    case "too_few_orders":
      return refusal.missing === 1;
    default:
      return false;
  }
}
