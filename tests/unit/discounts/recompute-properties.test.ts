import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { type DiscountFacts, type DiscountRule, REFUSAL_CODES } from "@/lib/model/discount";
import { anyFacts, anyRules, NOW } from "@/tests/support/discounts";

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
        const listed = given.ratesFor(given.subtotal - discountTotal);
        expect(discountTotal).toBeLessThanOrEqual(given.subtotal);
        expect(applied.reduce((sum, rule) => sum + rule.amount, 0)).toBe(discountTotal);
        for (const [index, rate] of shippingRates.entries()) {
          expect(rate.amount).toBeGreaterThanOrEqual(0);
          expect(rate.amount).toBeLessThanOrEqual(listed[index]?.amount ?? 0);
        }
        for (const { amount, shippingAmount } of applied) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(shippingAmount).toBeGreaterThanOrEqual(0);
          expect(amount + shippingAmount).toBeGreaterThan(0);
        }
        const cheapest = Math.min(...listed.map((rate) => rate.amount));
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

  it("gives what is for groups to their members alone, and to no guest", () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (given, rules) => {
        for (const { ruleId } of decide(given, rules).applied) {
          const groups = rules.find((rule) => rule.id === ruleId)?.groups;
          if (groups) expect(given.customer?.groups?.some((id) => groups.includes(id))).toBe(true);
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
          const { ratesFor, ...plain } = given;
          expect(decide({ ...structuredClone(plain), ratesFor }, rules)).toEqual(answer);
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
