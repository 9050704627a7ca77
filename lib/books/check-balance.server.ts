import "server-only";
import { sql, sum } from "drizzle-orm";
import type Stripe from "stripe";
import { currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { balanceChecks, balanceDays } from "@/lib/db/schema";

/**
 * Compares the balance at Stripe with the sum of its movements. The first time, what is more at Stripe is what was there before the first movement that was
 * read; later a difference is one.
 * @param newestId the last movement that was read. When Stripe has another by now, nothing is compared
 */
export async function checkBalance(
  db: Database,
  stripe: Stripe,
  newestId: string | null,
): Promise<"checked" | "moved"> {
  const balance = await stripe.balance.retrieve();
  const newest = await stripe.balanceTransactions.list({ limit: 1 });
  if ((newest.data[0]?.id ?? null) !== newestId) return "moved";
  const rows = await db
    .select({ currency: balanceDays.currency, net: sum(balanceDays.net) })
    .from(balanceDays)
    .groupBy(balanceDays.currency);
  const moved = new Map<string, number>(rows.map((row) => [row.currency, Number(row.net)]));
  const there = new Map<string, number>();
  for (const part of [...balance.available, ...balance.pending]) {
    there.set(part.currency, (there.get(part.currency) ?? 0) + part.amount);
  }
  for (const code of new Set([...moved.keys(), ...there.keys()])) {
    const [atStripe, net] = [there.get(code) ?? 0, moved.get(code) ?? 0];
    await db
      .insert(balanceChecks)
      .values({
        currency: currency(code),
        carried: atStripe - net,
        atStripe,
        inBooks: atStripe,
        checkedAt: new Date(),
      })
      .onConflictDoUpdate({
        target: balanceChecks.currency,
        set: { atStripe, inBooks: sql`${balanceChecks.carried} + ${net}`, checkedAt: new Date() },
      });
  }
  return "checked";
}
