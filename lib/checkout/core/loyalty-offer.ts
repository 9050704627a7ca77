import type { DiscountRule, LoyaltyTier } from "@/lib/model/discount";
import type { Quote } from "@/lib/model/quote";

/** `sign_in`: a guest, who might have one. `available`: the shopper has a tier and may ask for its discount. */
export type LoyaltyOfferState = "none" | "sign_in" | "available" | "applied";

/** What the checkout can say about loyalty: whether the store has a discount for it, and this shopper may. Pure. */
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
