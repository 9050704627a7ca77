import "server-only";
import { ownCurrency } from "@/lib/currencies/sold";
import type { Queryable } from "@/lib/db/client";
import type { Customer } from "@/lib/model/customer";
import type { LoyaltyTier } from "@/lib/model/discount";
import { loadProgram } from "./program.server";
import { readSpending } from "./spending.server";
import { dayOf, type EarnedTier, earnedTier, firstDay, higherTier } from "./tier";

export type Standing = {
  tier: LoyaltyTier | null;
  given: LoyaltyTier | null;
  earned: (EarnedTier & { days: number }) | null;
};

/** The customer's tier and spending, calculated from the current orders, in the store's own currency. */
export async function readStanding(
  q: Queryable,
  { id: customerId, givenTier: given }: Pick<Customer, "id" | "givenTier">,
  now = new Date(),
): Promise<Standing> {
  const program = await loadProgram(q);
  if (!program) return { tier: given, given, earned: null };
  const currency = ownCurrency();
  const today = dayOf(now);
  const spending = await readSpending(q, { customerId, from: firstDay(program, today) });
  const earned = earnedTier(spending, program, currency, today);
  return { tier: higherTier(given, earned.tier), given, earned: { ...earned, days: program.days } };
}
