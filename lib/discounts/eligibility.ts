import type { DiscountFacts, DiscountRule, Reason, Refusal } from "./types";

/**
 * Why a rule does not apply to a shopper, whatever else applies; null when it does. The first obstacle in a fixed order
 * is told: what can't be changed before what the shopper can do something about, the minimum last.
 */
export function whyNot(rule: DiscountRule, facts: DiscountFacts, now: Date): Refusal | null {
  if (rule.startsAt && now < rule.startsAt) {
    return { code: "not_started", startsAt: rule.startsAt.toISOString() };
  }
  if (rule.endsAt && now >= rule.endsAt) return { code: "expired", endsAt: rule.endsAt.toISOString() };
  if (rule.kind === "loyalty" && facts.customer?.tier !== rule.tier) return { code: "no_loyalty_tier" };
  if (rule.customerIds && !rule.customerIds.includes(facts.customer?.id ?? "")) {
    return { code: "not_for_customer" };
  }
  if (rule.countries && !rule.countries.includes(facts.country)) {
    return { code: "not_for_region", countries: rule.countries };
  }
  if (!coversCurrency(rule, facts.currency)) return { code: "not_for_currency" };
  return limitsRefusal(rule, facts) ?? minimumRefusal(rule, facts);
}

function limitsRefusal(rule: DiscountRule, facts: DiscountFacts): Refusal | null {
  const redeemed = facts.redemptions.get(rule.id);
  if (!redeemed) return null;
  if (rule.perCustomerLimit !== null && redeemed.byCustomer >= rule.perCustomerLimit) {
    return { code: "already_used" };
  }
  if (rule.totalLimit !== null && redeemed.total >= rule.totalLimit) return { code: "limit_reached" };
  return null;
}

function minimumRefusal(rule: DiscountRule, facts: DiscountFacts): Refusal | null {
  const minimum = rule.minimum?.[facts.currency] ?? 0;
  if (facts.subtotal >= minimum) return null;
  return { code: "below_minimum", minimum, missing: minimum - facts.subtotal };
}

/** Every amount that the rule depends on must be known in the currency: no minimum or cap is ever guessed. */
function coversCurrency({ benefit, minimum }: DiscountRule, currency: string): boolean {
  const needed = [minimum, benefit.type === "percent" ? benefit.cap : benefit.amounts];
  return needed.every((amounts) => amounts === undefined || amounts[currency] !== undefined);
}

/** Why a rule applies. */
export function reasonFor(rule: DiscountRule, facts: DiscountFacts): Reason {
  switch (rule.kind) {
    case "promotion_code":
      return { code: "promotion_code", promotionCode: rule.code };
    case "loyalty":
      return { code: "loyalty", tier: rule.tier };
    case "cart_threshold":
      return { code: "cart_threshold", minimum: rule.minimum[facts.currency] ?? 0 };
    case "limited_time":
      return { code: "limited_time", endsAt: rule.endsAt.toISOString() };
    case "region":
      return { code: "region", country: facts.country };
    case "customer":
      return { code: "customer" };
  }
}
