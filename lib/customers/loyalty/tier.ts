import { DAY_MS } from "@/lib/discounts/history";
import { LOYALTY_TIERS, type LoyaltyTier } from "@/lib/model/discount";
import type { LoweringReason, LoyaltyProgram, TierChange } from "@/lib/model/loyalty-program";

/** What was paid and kept on one day: minor units, and days since 1970-01-01 in UTC. */
export type DaySpending = { day: number; amount: number };

export const dayOf = (instant: Date): number => Math.floor(instant.getTime() / DAY_MS);
export const startOf = (day: number): Date => new Date(day * DAY_MS);

/** The first day whose spending can still matter on `today`. */
export const firstDay = ({ days, graceDays }: LoyaltyProgram, today: number): number =>
  today - graceDays - days + 1;

/** What an account has by the program's rule. Amounts are minor units. */
export type EarnedTier = {
  tier: LoyaltyTier | null;
  /** In the days that count today. */
  spent: number;
  /** How long the tier lasts if nothing more is bought; null without one. */
  lasts: Lasting | null;
  /** What is missing for the tier above; null where there is none. */
  next: { tier: LoyaltyTier; missing: number } | null;
};

type Lasting = {
  /** The last day of the tier. */
  lastDay: number;
  /** So much more, spent on any day until then, keeps the tier. Null today: what else is bought today ends on the same day. */
  missing: number | null;
  /** The day whose orders, no longer counted, end it. */
  leavingDay: number;
};

/**
 * The tier that spending has earned. A tier begins with the payment that reaches its amount; an order counts on its day and
 * the following ones, `program.days` in all; once too little is left the tier is kept for `program.graceDays`. Money that
 * was given back is as if it had never been paid. Pure.
 *
 * @param spending of one currency, up to today; days may come in any order
 */
export function earnedTier(
  spending: readonly DaySpending[],
  program: LoyaltyProgram,
  currency: string,
  today: number,
): EarnedTier {
  const ladder = ladderOf(program, currency);
  const held = ladder
    .map((step) => ({ ...step, lasts: lasting(spending, program, step.amount, today) }))
    .findLast(({ lasts }) => lasts !== null);
  const spent = windowSum(spending, program, today);
  const above = ladder.find((step) => step.amount > (held?.amount ?? 0));
  return {
    tier: held?.tier ?? null,
    spent,
    lasts: held?.lasts ?? null,
    next: above ? { tier: above.tier, missing: above.amount - spent } : null,
  };
}

/** Tiers that are earned in the currency, the lowest first. */
function ladderOf({ tiers }: LoyaltyProgram, currency: string) {
  return LOYALTY_TIERS.flatMap((tier) => {
    const amount = tiers[tier]?.[currency];
    return amount === undefined ? [] : [{ tier, amount }];
  });
}

/** What counts on a day. */
function windowSum(spending: readonly DaySpending[], { days }: LoyaltyProgram, day: number): number {
  return spending
    .filter((one) => one.day <= day && one.day > day - days)
    .reduce((sum, one) => sum + one.amount, 0);
}

/** Null: the amount is not reached, or too long ago. */
function lasting(
  spending: readonly DaySpending[],
  program: LoyaltyProgram,
  amount: number,
  today: number,
): Lasting | null {
  const { days, graceDays } = program;
  const leavingDay = Math.max(
    ...spending
      .filter(({ day }) => windowSum(spending, program, day + days - 1) >= amount)
      .map(({ day }) => day),
  );
  const lastFullDay = leavingDay + days - 1;
  const lastDay = lastFullDay + graceDays;
  if (lastDay < today) return null;
  const left = windowSum(spending, program, Math.max(lastDay, lastFullDay + 1));
  return { lastDay, missing: leavingDay === today ? null : amount - left, leavingDay };
}

/** The better of a tier that was given by hand and one that was earned. */
export function higherTier(one: LoyaltyTier | null, other: LoyaltyTier | null): LoyaltyTier | null {
  return LOYALTY_TIERS.findLast((tier) => tier === one || tier === other) ?? null;
}

/** Above 0: the first is the better one. */
export function compareTiers(one: LoyaltyTier | null, other: LoyaltyTier | null): number {
  const rank = (tier: LoyaltyTier | null) => (tier === null ? -1 : LOYALTY_TIERS.indexOf(tier));
  return rank(one) - rank(other);
}

export function tierChange(
  from: LoyaltyTier | null,
  tier: LoyaltyTier | null,
  reason: LoweringReason,
): TierChange | null {
  const difference = compareTiers(tier, from);
  if (difference > 0 && tier) return { code: "tier_raised", tier };
  if (difference < 0 && from) return { code: "tier_lowered", from, tier, reason };
  return null;
}
