import fc from "fast-check";
import type { DaySpending } from "@/lib/customers/loyalty/tier";
import { LOYALTY_TIERS, type LoyaltyTier } from "@/lib/model/discount";
import type { LoyaltyProgram } from "@/lib/model/loyalty-program";

export const TODAY = 20_783;

/** Silver from 200.00, gold from 500.00, in 365 days, with 30 days of grace, and `changes`. */
export const program = (changes: Partial<LoyaltyProgram> = {}): LoyaltyProgram => ({
  tiers: { silver: { eur: 20_000 }, gold: { eur: 50_000 } },
  days: 365,
  graceDays: 30,
  ...changes,
});

export const anyProgram: fc.Arbitrary<LoyaltyProgram> = fc
  .record({
    silver: fc.integer({ min: 1, max: 300 }),
    more: fc.integer({ min: 1, max: 300 }),
    named: fc.subarray([...LOYALTY_TIERS], { minLength: 1 }),
    days: fc.integer({ min: 1, max: 20 }),
    graceDays: fc.nat({ max: 8 }),
  })
  .map(({ silver, more, named, ...rest }) => ({
    ...rest,
    tiers: {
      ...(named.includes("silver") && { silver: { eur: silver } }),
      ...(named.includes("gold") && { gold: { eur: silver + more } }),
    },
  }));

/** Spending of several days, in any order, with repeated days. */
export const anySpending: fc.Arbitrary<DaySpending[]> = fc.array(
  fc.record({ day: fc.integer({ min: TODAY - 40, max: TODAY }), amount: fc.nat({ max: 200 }) }),
  { maxLength: 8 },
);

/** The tier by the words of the rule: the best of the grace days, each by the spending before it. */
export function referenceTier(
  spending: readonly DaySpending[],
  { tiers, days, graceDays }: LoyaltyProgram,
  today: number,
): LoyaltyTier | null {
  const sumOn = (day: number) =>
    spending.reduce((sum, one) => (one.day > day - days && one.day <= day ? sum + one.amount : sum), 0);
  const most = Math.max(...Array.from({ length: graceDays + 1 }, (_, back) => sumOn(today - back)));
  return (
    LOYALTY_TIERS.findLast((tier) => {
      const amount = tiers[tier]?.eur;
      return amount !== undefined && most >= amount;
    }) ?? null
  );
}
