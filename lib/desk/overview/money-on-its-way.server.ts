import "server-only";
import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { balanceChecks, payouts } from "@/lib/db/schema";

/** A payout that Stripe made longer ago is at the bank, or has failed. */
const LONGEST_WAY_DAYS = 60;

export type MoneyOnItsWay = {
  /** Payouts that have not arrived, the next one first. Minor units. */
  payouts: { id: string; amount: number; arrivesAt: Date }[];
  /** What Stripe still has, when the books were last compared with it; null when they never were. */
  atStripe: number | null;
};

/** What is on its way to the bank, as far as the books are read. */
export async function moneyOnItsWay(currency: Currency): Promise<MoneyOnItsWay> {
  const coming = await db()
    .select({ id: payouts.stripeId, amount: payouts.amount, arrivesAt: payouts.arrivesAt })
    .from(payouts)
    .where(
      and(
        eq(payouts.currency, currency),
        inArray(payouts.status, ["pending", "in_transit"]),
        gte(payouts.createdAt, sql`now() - make_interval(days => ${LONGEST_WAY_DAYS})`),
      ),
    )
    .orderBy(asc(payouts.arrivesAt))
    .limit(100);
  const [checked] = await db().select().from(balanceChecks).where(eq(balanceChecks.currency, currency));
  return { payouts: coming, atStripe: checked?.atStripe ?? null };
}
