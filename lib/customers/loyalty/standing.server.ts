import "server-only";
import { currency as currencyOf } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import type { Queryable } from "@/lib/db/client";
import type { Customer } from "@/lib/model/customer";
import type { LoyaltyTier } from "@/lib/model/discount";
import { loadProgram } from "./program.server";
import { readSpending } from "./spending.server";
import { dayOf, type EarnedTier, earnedTier, firstDay, higherTier } from "./tier";

/** Where an account stands: what was given by hand, what was earned, and which of the two counts. */
export type Standing = {
  tier: LoyaltyTier | null;
  /** By the merchant, for as long as they like. */
  given: LoyaltyTier | null;
  /** Null: the store has no program. */
  earned: (EarnedTier & { days: number }) | null;
};

/** Worked out from the orders as they are now: it can't be out of date. In the store's currency. */
export async function readStanding(
  q: Queryable,
  { id: customerId, givenTier: given }: Pick<Customer, "id" | "givenTier">,
  now = new Date(),
): Promise<Standing> {
  const program = await loadProgram(q);
  if (!program) return { tier: given, given, earned: null };
  const currency = currencyOf(env().STORE_CURRENCY);
  const today = dayOf(now);
  const spending = await readSpending(q, { customerId, currency, from: firstDay(program, today) });
  const earned = earnedTier(spending, program, currency, today);
  return { tier: higherTier(given, earned.tier), given, earned: { ...earned, days: program.days } };
}
