import { DAY_MS } from "@/lib/discounts/history";
import { LOYALTY_TIERS, type LoyaltyTier } from "@/lib/model/discount";
import type { LoweringReason, LoyaltyProgram, TierChange } from "@/lib/model/loyalty-program";

/** `amount` in minor units; `day` counts days since 1970-01-01 UTC. */
export type DaySpending = { day: number; amount: number };

export const dayOf = (instant: Date): number => Math.floor(instant.getTime() / DAY_MS);
export const startOf = (day: number): Date => new Date(day * DAY_MS);

export const firstDay = ({ days, graceDays }: LoyaltyProgram, today: number): number =>
  today - graceDays - days + 1;

/** Amounts are minor units. */
export type EarnedTier = {
  tier: LoyaltyTier | null;
  spent: number;
  /** How long the tier lasts without new orders; null without a tier. */
  lasts: Lasting | null;
  next: { tier: LoyaltyTier; missing: number } | null;
};

type Lasting = {
  lastDay: number;
  /** Spending until then that keeps the tier. Null for today, because a new order would end on the same day. */
  missing: number | null;
  /** The day whose orders stop counting. */
  leavingDay: number;
};

/**
 * The tier that spending earns. It begins with the payment that reaches its amount, an order counts for `program.days`, and a
 * lost tier is kept for `program.graceDays`. Refunds count as never paid. Pure.
 * @param spending of one currency, in any order
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

/** The tiers with an amount in the currency, lowest first. */
function ladderOf({ tiers }: LoyaltyProgram, currency: string) {
  return LOYALTY_TIERS.flatMap((tier) => {
    const amount = tiers[tier]?.[currency];
    return amount === undefined ? [] : [{ tier, amount }];
  });
}

function windowSum(spending: readonly DaySpending[], { days }: LoyaltyProgram, day: number): number {
  return spending
    .filter((one) => one.day <= day && one.day > day - days)
    .reduce((sum, one) => sum + one.amount, 0);
}

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

export function higherTier(one: LoyaltyTier | null, other: LoyaltyTier | null): LoyaltyTier | null {
  return LOYALTY_TIERS.findLast((tier) => tier === one || tier === other) ?? null;
}

/** Compares two tiers; a result above 0 means that the first is better. */
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
