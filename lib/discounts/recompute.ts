import type {
  DiscountFacts,
  DiscountRefusal,
  DiscountResult,
  DiscountRule,
  RefusedRule,
} from "@/lib/model/discount";
import { normalizeCode, readableCode } from "@/lib/model/promotion-code";
import { type Combination, combine, compareIds, setsOfRules } from "./combination";
import { reasonsFor, whyNot } from "./eligibility";

/** `typed` is the code as the shopper typed it. */
type Candidate = { rule: DiscountRule; typed?: string; asked: boolean };

/**
 * The combination of discounts that costs the shopper least, and why each other rule is not in it. Pure. Either combinable rules apply together,
 * or one other rule alone. Combinable rules never reduce each other, so all of them save at least as much as any part: parts are compared only where
 * fewer discounts make the delivery cheaper. On a tie the requested one wins, then the one that leaves limited discounts unused, then smaller ids. An added
 * rule therefore never raises the price.
 */
export function recomputeDiscounts(
  facts: DiscountFacts,
  rules: readonly DiscountRule[],
  now: Date,
): DiscountResult {
  const { candidates, refused } = findCandidates(facts, rules);
  const eligible: Candidate[] = [];
  for (const candidate of candidates) {
    const refusal = whyNot(candidate.rule, facts, now);
    if (refusal) refused.push(refuse(candidate, refusal));
    else eligible.push(candidate);
  }

  const best = bestCombination(eligible, facts);
  const chosen = new Set(best.shares.map((share) => share.rule.id));
  // Stryker disable next-line MethodExpression: all of the rules that apply are combinable, or the only one is not.
  const combinable = best.shares.every((share) => share.rule.combinable);
  for (const candidate of eligible) {
    if (chosen.has(candidate.rule.id)) continue;
    const { rule } = candidate;
    const joins = combinable && rule.combinable;
    const chosenRules = joins ? best.shares.map((share) => share.rule) : [];
    const { saved } = combine([...chosenRules, rule], facts);
    const costsMore = saved < (joins ? best.saved : 0);
    const excluded = saved > 0 && !joins;
    refused.push(
      refuse(candidate, { code: costsMore ? "costs_more" : excluded ? "not_combinable" : "nothing_left" }),
    );
  }

  return {
    applied: best.shares.map(({ rule, amount, shippingAmount }) => ({
      ruleId: rule.id,
      name: rule.name,
      ...(rule.kind === "promotion_code" && { code: rule.code }),
      amount,
      shippingAmount,
      reasons: reasonsFor(rule, facts, now),
      ...(rule.countries && { countries: rule.countries }),
      ...(rule.oncePerCard && { oncePerCard: rule.oncePerCard }),
    })),
    refused: refused.sort(refusalOrder(facts)),
    discountTotal: best.shares.reduce((sum, share) => sum + share.amount, 0),
    shippingRates: best.shippingRates,
  };
}

function findCandidates(facts: DiscountFacts, rules: readonly DiscountRule[]) {
  const candidates: Candidate[] = [];
  const refused: RefusedRule[] = [];
  const typed = new Map<string, string>();
  for (const code of facts.codes) {
    const key = normalizeCode(code);
    if (key !== "" && !typed.has(key)) typed.set(key, readableCode(code));
  }
  const known = new Set<string>();
  let loyal = false;
  for (const rule of [...rules].sort(compareIds)) {
    switch (rule.kind) {
      case "promotion_code": {
        const key = normalizeCode(rule.code);
        const code = typed.get(key);
        if (code === undefined || known.has(key)) break;
        known.add(key);
        candidates.push({ rule, typed: code, asked: true });
        break;
      }
      case "loyalty":
        if (facts.loyalty === "off" || facts.customer?.tier !== rule.tier) break;
        loyal = true;
        candidates.push({ rule, asked: facts.loyalty === "asked" });
        break;
      case "cart_threshold":
      case "limited_time":
      case "region":
      case "customer":
      case "history":
        candidates.push({ rule, asked: false });
        break;
      // Stryker disable next-line ConditionalExpression: it is there for the compiler.
      default:
        rule satisfies never;
    }
  }
  for (const [key, code] of typed) {
    if (known.has(key)) continue;
    refused.push({ ruleId: null, name: null, code, asked: true, refusal: { code: "unknown_code" } });
  }
  if (facts.loyalty === "asked" && !loyal) {
    const code = facts.customer ? "no_loyalty_tier" : "sign_in_required";
    refused.push({ ruleId: null, name: null, asked: true, refusal: { code } });
  }
  return { candidates, refused };
}

function bestCombination(eligible: readonly Candidate[], facts: DiscountFacts): Combination {
  const asked = new Set(eligible.filter((candidate) => candidate.asked).map(({ rule }) => rule.id));
  const together = eligible.filter(({ rule }) => rule.combinable).map(({ rule }) => rule);
  const single = eligible.filter(({ rule }) => !rule.combinable).map(({ rule }) => [rule]);
  return [...setsOfRules(together, facts), ...single]
    .map((rules) => combine(rules, facts))
    .reduce((best, next) => (isBetter(next, best, asked) ? next : best));
}

function isBetter(next: Combination, best: Combination, asked: ReadonlySet<string>): boolean {
  const differences = [
    next.saved - best.saved,
    count(next, (rule) => asked.has(rule.id)) - count(best, (rule) => asked.has(rule.id)),
    count(best, isLimited) - count(next, isLimited),
  ];
  const decisive = differences.find((difference) => difference !== 0);
  // Stryker disable next-line EqualityOperator: what decides is not 0, and no two combinations have the same ids.
  return decisive === undefined ? ids(next) < ids(best) : decisive > 0;
}

const isLimited = (rule: DiscountRule) => rule.totalLimit !== null || rule.perCustomerLimit !== null;

const count = (combination: Combination, test: (rule: DiscountRule) => boolean) =>
  combination.shares.filter((share) => test(share.rule)).length;

const ids = (combination: Combination) =>
  combination.shares
    .map((share) => share.rule.id)
    .sort()
    .join(" ");

const refuse = ({ rule, typed, asked }: Candidate, refusal: DiscountRefusal): RefusedRule => ({
  ruleId: rule.id,
  name: rule.name,
  ...(typed !== undefined && { code: typed }),
  asked,
  refusal,
});

/** The order of refusals: entered codes first, then other requests, then by rule id. */
function refusalOrder(facts: DiscountFacts) {
  const entered = facts.codes.map(readableCode);
  const rank = ({ code, asked }: RefusedRule) => {
    if (code !== undefined) return entered.indexOf(code);
    return entered.length + (asked ? 0 : 1);
  };
  return (a: RefusedRule, b: RefusedRule) =>
    // Stryker disable next-line StringLiteral: of those without a rule, no two have the same rank.
    rank(a) - rank(b) || compareIds({ id: a.ruleId ?? "" }, { id: b.ruleId ?? "" });
}
