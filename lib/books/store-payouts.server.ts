import "server-only";
import type Stripe from "stripe";
import { currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { payouts } from "@/lib/db/schema";

/** Stores what Stripe says of payouts now. */
export async function storePayouts(q: Queryable, given: readonly Stripe.Payout[]): Promise<void> {
  for (const one of given) {
    const row = {
      amount: one.amount,
      currency: currency(one.currency),
      status: one.status,
      automatic: one.automatic,
      isReconciled: one.reconciliation_status === "completed",
      failureCode: one.failure_code,
      arrivesAt: new Date(one.arrival_date * 1000),
      createdAt: new Date(one.created * 1000),
    };
    await q
      .insert(payouts)
      .values({ stripeId: one.id, ...row })
      .onConflictDoUpdate({ target: payouts.stripeId, set: row });
  }
}
