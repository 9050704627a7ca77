import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { type DiscountFacts, type DiscountRule, REFUSAL_CODES } from "@/lib/model/discount";
import {
  anyFacts,
  anyRules,
  codeRule,
  customer,
  facts,
  loyaltyRule,
  NOW,
  regionRule,
  TOMORROW,
  thresholdRule,
} from "@/tests/support/discounts";

const decide = (given: DiscountFacts, rules: readonly DiscountRule[]) =>
  recomputeDiscounts(given, rules, NOW);
const RUNS = { numRuns: 500 };

/** What goods and the cheapest delivery cost. */
function toPay(given: DiscountFacts, rules: readonly DiscountRule[]): number {
  const { discountTotal, shippingRates } = decide(given, rules);
  return given.subtotal - discountTotal + Math.min(...shippingRates.map((rate) => rate.amount));
}

describe("whatever the rules are, the decision", () => {
  it("never makes the goods or a delivery cost less than nothing, and adds up", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const { applied, discountTotal, shippingRates } = decide(given, rules);
        expect(discountTotal).toBeLessThanOrEqual(given.subtotal);
        expect(applied.reduce((sum, rule) => sum + rule.amount, 0)).toBe(discountTotal);
        for (const [index, rate] of shippingRates.entries()) {
          expect(rate.amount).toBeGreaterThanOrEqual(0);
          expect(rate.amount).toBeLessThanOrEqual(given.shippingRates[index]?.amount ?? 0);
        }
        for (const { amount, shippingAmount } of applied) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(shippingAmount).toBeGreaterThanOrEqual(0);
          expect(amount + shippingAmount).toBeGreaterThan(0);
        }
        const cheapest = Math.min(...given.shippingRates.map((rate) => rate.amount));
        const off = applied.reduce((sum, rule) => sum + rule.shippingAmount, 0);
        expect(Math.min(...shippingRates.map((rate) => rate.amount))).toBe(cheapest - off);
      }),
      RUNS,
    );
  });

  it("never takes more than a cap, an amount or a percentage says", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        for (const { ruleId, amount } of decide(given, rules).applied) {
          const benefit = rules.find((rule) => rule.id === ruleId)?.benefit;
          if (benefit?.type === "amount") {
            expect(amount).toBeLessThanOrEqual(benefit.amounts[given.currency] ?? 0);
          } else if (benefit) {
            expect(amount).toBeLessThanOrEqual(Math.ceil((given.subtotal * benefit.percent) / 100));
            if (benefit.cap) expect(amount).toBeLessThanOrEqual(benefit.cap[given.currency] ?? 0);
          }
        }
      }),
      RUNS,
    );
  });

  it("is the same for any order of the rules, and when asked again", () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyRules.chain((rules) =>
          fc.tuple(
            fc.constant(rules),
            fc.shuffledSubarray(rules, { minLength: rules.length, maxLength: rules.length }),
          ),
        ),
        (given, [rules, shuffled]) => {
          const before = structuredClone(rules);
          const answer = decide(given, rules);
          expect(decide(given, shuffled)).toEqual(answer);
          expect(decide(structuredClone(given), rules)).toEqual(answer);
          expect(rules).toEqual(before);
        },
      ),
      RUNS,
    );
  });

  it("takes the same off for any order of the codes", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const reversed = { ...given, codes: given.codes.toReversed() };
        expect(decide(reversed, rules).applied).toEqual(decide(given, rules).applied);
      }),
      RUNS,
    );
  });

  it("never costs the shopper more because a rule was added", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        for (const [index] of rules.entries()) {
          const fewer = rules.filter((_, other) => other !== index);
          expect(toPay(given, rules)).toBeLessThanOrEqual(toPay(given, fewer));
        }
      }),
      RUNS,
    );
  });

  it("is the cheapest of all allowed combinations", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        for (let picked = 0; picked < 2 ** rules.length; picked += 1) {
          const subset = rules.filter((_, index) => picked & (1 << index));
          expect(toPay(given, rules)).toBeLessThanOrEqual(toPay(given, subset));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("applies a rule that is not combinable alone", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const { applied } = decide(given, rules);
        const kept = rules.filter((rule) => applied.some(({ ruleId }) => ruleId === rule.id));
        expect(applied.length === 1 || kept.every((rule) => rule.combinable)).toBe(true);
      }),
      RUNS,
    );
  });

  it("says of each code why it was refused, once, unless it was applied", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        const { applied, refused } = decide(given, rules);
        for (const { refusal } of refused) expect(REFUSAL_CODES).toContain(refusal.code);
        const answered = [...applied, ...refused].flatMap((rule) => rule.code?.toUpperCase() ?? []).sort();
        expect(answered).toEqual([...new Set(given.codes.map((code) => code.toUpperCase()))].sort());
      }),
      RUNS,
    );
  });
});

describe("the best combination", () => {
  const threshold = thresholdRule(
    "rule_over_100",
    { eur: 10_000 },
    { benefit: { type: "percent", percent: 10, cap: { eur: 2000 }, coversShipping: false } },
  );

  it("takes 10 % over 100.00, at most 20.00", () => {
    expect(decide(facts({ subtotal: 9999 }), [threshold]).discountTotal).toBe(0);
    expect(decide(facts({ subtotal: 10_000 }), [threshold]).discountTotal).toBe(1000);
    expect(decide(facts({ subtotal: 50_000 }), [threshold]).discountTotal).toBe(2000);
  });

  it("adds combinable rules up, each from the full price", () => {
    const { applied, discountTotal } = decide(facts({ codes: ["tenoff"], country: "CA" }), [
      codeRule("TENOFF"),
      regionRule("rule_canada", ["CA"], {
        benefit: { type: "percent", percent: 5, coversShipping: false },
      }),
    ]);
    expect(applied.map((rule) => [rule.ruleId, rule.amount])).toEqual([
      ["rule_TENOFF", 1000],
      ["rule_canada", 500],
    ]);
    expect(discountTotal).toBe(1500);
  });

  it("prefers, when the price is the same, what the shopper asked for", () => {
    const alone = { combinable: false };
    const rules = [codeRule("ZED", alone), regionRule("rule_a", ["FR"], alone)];
    expect(decide(facts({ codes: ["ZED"] }), rules).applied[0]?.ruleId).toBe("rule_ZED");
  });

  it("prefers then to leave a limited discount unused, then the smaller id", () => {
    const alone = { combinable: false };
    const limited = regionRule("rule_a", ["FR"], { ...alone, totalLimit: 5 });
    const rules = [limited, regionRule("rule_c", ["FR"], alone), regionRule("rule_b", ["FR"], alone)];
    expect(decide(facts(), rules).applied[0]?.ruleId).toBe("rule_b");
  });

  it("makes everything free, each delivery too, with 100 % that covers shipping", () => {
    const free = codeRule("ALLFREE", {
      benefit: { type: "percent", percent: 100, coversShipping: true },
    });
    const { applied, discountTotal, shippingRates } = decide(facts({ codes: ["ALLFREE"] }), [free]);
    expect(discountTotal).toBe(10_000);
    expect(applied[0]).toMatchObject({ amount: 10_000, shippingAmount: 490 });
    expect(shippingRates.map((rate) => [rate.amount, rate.listAmount])).toEqual([
      [0, 490],
      [0, 990],
    ]);
  });

  it("gives loyalty for the tier, when asked or by configuration", () => {
    const rules = [loyaltyRule("gold", 15), loyaltyRule("silver", 5)];
    const ada = customer("ada", "gold");
    expect(decide(facts({ customer: ada }), rules).discountTotal).toBe(0);
    expect(decide(facts({ customer: ada, loyalty: "asked" }), rules)).toMatchObject({
      discountTotal: 1500,
      refused: [],
    });
    expect(decide(facts({ customer: ada, loyalty: "automatic" }), rules).discountTotal).toBe(1500);
    expect(decide(facts({ loyalty: "automatic" }), rules)).toMatchObject({ discountTotal: 0, refused: [] });
  });

  it("ends at the very instant a rule ends", () => {
    const flash: DiscountRule = { ...codeRule("X"), kind: "limited_time", endsAt: TOMORROW };
    const before = new Date(TOMORROW.getTime() - 1);
    expect(recomputeDiscounts(facts(), [flash], before).discountTotal).toBe(1000);
    expect(recomputeDiscounts(facts(), [flash], TOMORROW).discountTotal).toBe(0);
  });

  it("counts in amounts that Stripe charges in a currency with three decimals", () => {
    const given = facts({ currency: currency("kwd"), subtotal: 12_350, codes: ["TENOFF"] });
    expect(decide(given, [codeRule("TENOFF")]).discountTotal).toBe(1240);
  });
});
