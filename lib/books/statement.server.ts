import "server-only";
import { and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { balanceChecks, balanceDays, balanceTransactions } from "@/lib/db/schema";
import { categorySums } from "./category-sums.server";
import { type CategorySum, type GroupSums, groupSums, netOf } from "./groups";
import type { Period } from "./period";
import { readProgress } from "./progress.server";

/** One currency's month. `opening` and the groups add up to `closing`, in minor units. */
export type Statement = {
  currency: Currency;
  opening: number;
  groups: GroupSums;
  /** What is among the other movements, by Stripe's category. */
  others: readonly CategorySum[];
  closing: number;
};

/** What the balance of each currency was, what moved it, and what it is then. Currencies without a balance or a movement are left out. */
export async function readStatements(db: Database, period: Period): Promise<Statement[]> {
  const { since } = await readProgress(db, "transactions");
  if (period.to <= since) return [];
  const [openings, sums] = await Promise.all([
    balancesAt(db, period.from),
    categorySums(db, await isCounted(db, period)),
  ]);
  const currencies = new Set([...openings.keys(), ...sums.map(({ currency }) => currency)]);
  return [...currencies].sort().flatMap((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const groups = groupSums(own);
    const opening = openings.get(currency) ?? 0;
    if (opening === 0 && own.length === 0) return [];
    const others = own.filter((sum) => groupSums([sum]).other.count > 0);
    return [{ currency, opening, groups, others, closing: opening + netOf(groups) }];
  });
}

/** The movements of a period, without those from before the books begin, which their first balance holds. */
export async function isCounted(db: Database, { from, to }: Period): Promise<SQL | undefined> {
  const { since } = await readProgress(db, "transactions");
  const begins = from > since ? from : since;
  return and(gte(balanceTransactions.createdAt, begins), lt(balanceTransactions.createdAt, to));
}

export const isInCurrency = (currency: Currency): SQL => eq(balanceTransactions.currency, currency);

/** What was in each balance at an instant: the sums of the days before, and the movements of that day until then. */
export async function balancesAt(db: Database, at: Date): Promise<Map<Currency, number>> {
  const day = at.toISOString().slice(0, 10);
  const [carried, days, last] = await Promise.all([
    db.select().from(balanceChecks).orderBy(asc(balanceChecks.currency)),
    db
      .select({ currency: balanceDays.currency, net: sql<string>`sum(${balanceDays.net})` })
      .from(balanceDays)
      .where(lt(balanceDays.day, day))
      .groupBy(balanceDays.currency),
    categorySums(db, await isCounted(db, { from: new Date(`${day}T00:00:00Z`), to: at })),
  ]);
  const balances = new Map<Currency, number>();
  const add = (currency: Currency, amount: number) =>
    balances.set(currency, (balances.get(currency) ?? 0) + amount);
  for (const one of carried) add(one.currency, one.carried);
  for (const one of days) add(one.currency, Number(one.net));
  for (const one of last) add(one.currency, one.amount - one.fee);
  return balances;
}
