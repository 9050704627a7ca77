import type { DiscountFacts, DiscountRefusal, DiscountRule, Reason } from "@/lib/model/discount";
import { type Judged, judgeHistory } from "./history";
import { endsWithNextOrder } from "./next-order";
import { isInSegment } from "./segments";

/** Why a rule does not apply by itself; null when it does. The first obstacle is named: what can't be changed first, the minimum last. */
export function whyNot(rule: DiscountRule, facts: DiscountFacts, now: Date): DiscountRefusal | null {
  if (rule.startsAt && now < rule.startsAt) {
    return { code: "not_started", startsAt: rule.startsAt.toISOString() };
  }
  if (rule.endsAt && now >= rule.endsAt) return { code: "expired", endsAt: rule.endsAt.toISOString() };
  const ofKind = kindRefusal(rule, facts);
  if (ofKind !== null) return ofKind;
  const { customer } = facts;
  if (rule.customerIds && !(customer && rule.customerIds.includes(customer.id))) {
    return { code: "not_for_customer" };
  }
  const { groups } = rule;
  if (groups && !customer?.groups?.some((id) => groups.includes(id))) return { code: "not_for_customer" };
  if (rule.cartIds && !rule.cartIds.some((id) => id === facts.cartId)) return { code: "not_for_customer" };
  const refusal = historyRefusal(rule, facts, now);
  if (refusal !== null) return refusal;
  if (rule.countries && !rule.countries.includes(facts.country)) {
    return { code: "not_for_region", countries: rule.countries };
  }
  if (!coversCurrency(rule, facts.currency)) return { code: "not_for_currency" };
  return limitsRefusal(rule, facts) ?? minimumRefusal(rule, facts);
}

function kindRefusal(rule: DiscountRule, facts: DiscountFacts): DiscountRefusal | null {
  switch (rule.kind) {
    case "loyalty":
      return facts.customer?.tier === rule.tier ? null : { code: "no_loyalty_tier" };
    case "promotion_code":
    case "cart_threshold":
    case "limited_time":
    case "region":
    case "customer":
    case "history":
      return null;
  }
}

/** Conditions on the past are for accounts only, even a first order, because a guest's past is unknown. */
function historyRefusal(rule: DiscountRule, facts: DiscountFacts, now: Date): DiscountRefusal | null {
  const { history: conditions, segments = [], notSegments = [] } = rule;
  if (!conditions && segments.length === 0 && notSegments.length === 0) return null;
  const { customer, currency } = facts;
  if (!customer) {
    return { code: conditions?.orders?.atMost === 0 ? "account_required_first_order" : "account_required" };
  }
  const membership = (id: string) => {
    const segment = facts.segments.get(id);
    return segment ? isInSegment(segment, { customer, currency, now }) : null;
  };
  if (notSegments.some((id) => membership(id) !== false)) return { code: "not_for_customer" };
  if (segments.length > 0 && !segments.some((id) => membership(id) === true)) {
    const names = segments.flatMap((id) => facts.segments.get(id)?.name ?? []);
    return names.length > 0 ? { code: "not_in_segment", segments: names } : { code: "not_for_customer" };
  }
  const unmet = judged(rule, facts, now).find(({ holds }) => holds !== true);
  if (unmet) return unmet.refusal;
  return customer.history.oneUnderWay && endsWithNextOrder(rule, facts.segments)
    ? { code: "already_used" }
    : null;
}

function judged({ history }: DiscountRule, { customer, currency }: DiscountFacts, now: Date): Judged[] {
  return history && customer ? judgeHistory(history, customer.history, currency, now) : [];
}

function limitsRefusal(rule: DiscountRule, facts: DiscountFacts): DiscountRefusal | null {
  const redeemed = facts.redemptions.get(rule.id);
  if (!redeemed) return null;
  if (rule.perCustomerLimit !== null && redeemed.byCustomer >= rule.perCustomerLimit) {
    return { code: "already_used" };
  }
  if (rule.totalLimit !== null && redeemed.total >= rule.totalLimit) return { code: "limit_reached" };
  return null;
}

function minimumRefusal(rule: DiscountRule, facts: DiscountFacts): DiscountRefusal | null {
  const minimum = rule.minimum?.[facts.currency] ?? 0;
  if (facts.subtotal >= minimum) return null;
  return { code: "below_minimum", minimum, missing: minimum - facts.subtotal };
}

/** Every amount of the rule must be set in the currency, because none is guessed. */
function coversCurrency({ benefit, minimum }: DiscountRule, currency: string): boolean {
  const needed = [minimum, benefit.type === "percent" ? benefit.cap : benefit.amounts];
  return needed.every((amounts) => amounts === undefined || amounts[currency] !== undefined);
}

/** Why a rule applies: first by its kind, then by what the shopper did. */
export function reasonsFor(rule: DiscountRule, facts: DiscountFacts, now: Date): Reason[] {
  const { customer, currency, segments } = facts;
  const segment = rule.segments
    ?.flatMap((id) => segments.get(id) ?? [])
    .find((one) => customer && isInSegment(one, { customer, currency, now }) === true);
  return [
    ...kindReason(rule, facts),
    ...(segment ? [{ code: "segment", name: segment.name } as const] : []),
    ...judged(rule, facts, now).flatMap(({ reason }) => reason ?? []),
  ];
}

function kindReason(rule: DiscountRule, facts: DiscountFacts): Reason[] {
  switch (rule.kind) {
    case "promotion_code":
      return [{ code: "promotion_code", promotionCode: rule.code }];
    case "loyalty":
      return [{ code: "loyalty", tier: rule.tier }];
    case "cart_threshold":
      return [{ code: "cart_threshold", minimum: rule.minimum[facts.currency] ?? 0 }];
    case "limited_time":
      return [{ code: "limited_time", endsAt: rule.endsAt.toISOString() }];
    case "region":
      return [{ code: "region", country: facts.country }];
    case "customer":
      return [{ code: "customer" }];
    case "history":
      return [];
  }
}
