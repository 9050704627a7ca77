import "server-only";
import { and, inArray, isNull, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { PaymentIntentId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { balanceDays, balanceTransactions } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { idOf } from "@/lib/stripe/expanded";
import { fillFees } from "./fill-fees.server";
import { readProgress } from "./progress.server";

type Row = typeof balanceTransactions.$inferInsert;

/** Stripe's words of these may be what a shopper or another program wrote. */
const OF_PEOPLE = new Set(["charge", "payment", "refund", "payment_refund"]);

/**
 * Stores movements of the balance; one that is known stays as it is, but for the payout that it is in. The sums of their days and the fees of their payments
 * follow. Movements of Stripe's other balances are left out, as they are in no payout.
 * @param given with their sources expanded
 */
export async function storeTransactions(
  db: Database,
  given: readonly Stripe.BalanceTransaction[],
  payoutId: string | null = null,
): Promise<void> {
  const rows = given.filter((one) => one.balance_type === "payments").map((one) => rowOf(one, payoutId));
  if (rows.length === 0) return;
  const { since } = await readProgress(db, "transactions");
  await inTransaction(db, async (tx) => {
    const stored = await tx.insert(balanceTransactions).values(rows).onConflictDoNothing().returning();
    // What is older came with a payout, and is part of what the balance began with.
    const days = daysOf(stored.filter(({ createdAt }) => createdAt >= since));
    if (days.length > 0) {
      await tx
        .insert(balanceDays)
        .values(days)
        .onConflictDoUpdate({
          target: [balanceDays.currency, balanceDays.day],
          set: {
            net: sql`${balanceDays.net} + excluded.net`,
            count: sql`${balanceDays.count} + excluded.count`,
          },
        });
    }
    if (payoutId === null) return;
    const ids = rows.map(({ stripeId }) => stripeId);
    await tx
      .update(balanceTransactions)
      .set({ payoutId })
      .where(and(inArray(balanceTransactions.stripeId, ids), isNull(balanceTransactions.payoutId)));
  });
  await fillFees(db, rows);
}

function rowOf(one: Stripe.BalanceTransaction, payoutId: string | null): Row {
  return {
    stripeId: one.id,
    type: one.type,
    category: one.reporting_category,
    amount: one.amount,
    fee: one.fee,
    net: one.net,
    currency: currency(one.currency),
    exchangeRate: one.exchange_rate,
    sourceId: idOf(one.source),
    paymentIntentId: paymentOf(one.source),
    description: OF_PEOPLE.has(one.type) ? null : one.description,
    payoutId,
    createdAt: new Date(one.created * 1000),
    availableAt: new Date(one.available_on * 1000),
  };
}

/** Charges, refunds and disputes name their payment. */
function paymentOf(source: Stripe.BalanceTransaction["source"]): PaymentIntentId | null {
  if (source === null || typeof source === "string" || !("payment_intent" in source)) return null;
  return idOf(source.payment_intent ?? null) as PaymentIntentId | null;
}

/** In the order of their keys, so that two processes never wait for each other. */
function daysOf(rows: readonly (typeof balanceTransactions.$inferSelect)[]) {
  const days = new Map<string, typeof balanceDays.$inferInsert>();
  for (const { currency: code, createdAt, net } of rows) {
    const day = createdAt.toISOString().slice(0, 10);
    const key = `${code} ${day}`;
    const before = days.get(key);
    days.set(key, {
      currency: code,
      day,
      net: (before?.net ?? 0) + net,
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...days.keys()].sort().flatMap((key) => days.get(key) ?? []);
}
