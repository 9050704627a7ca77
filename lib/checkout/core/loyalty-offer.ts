import type { DiscountRule, LoyaltyTier } from "@/lib/model/discount";
import type { Quote } from "@/lib/model/quote";

/** `sign_in`: a guest, whose account may have a tier. `available`: the shopper has a tier and may ask for its discount. */
export type LoyaltyOfferState = "none" | "sign_in" | "available" | "applied";

export function loyaltyOffer(
  rules: readonly DiscountRule[],
  quote: Quote,
  customer: { tier: LoyaltyTier | null } | null,
): LoyaltyOfferState {
  const loyalty = rules.filter((rule) => rule.kind === "loyalty");
  if (loyalty.length === 0) return "none";
  if (!customer) return "sign_in";
  const own = loyalty.find((rule) => rule.tier === customer.tier);
  if (!own) return "none";
  return quote.discounts.some((discount) => discount.ruleId === own.id) ? "applied" : "available";
}
