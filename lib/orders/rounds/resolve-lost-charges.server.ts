import "server-only";
import { and, asc, eq, exists, inArray, lt, sql } from "drizzle-orm";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { paymentConfirmations, stockHolds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { resolveLostCharge } from "@/lib/orders/charges/charge.server";
import { claimUnresolved } from "@/lib/orders/stored/confirmations.server";
import { stripeFailure } from "@/lib/stripe/failure";

type Options = {
  limit: number;
  variantIds?: readonly VariantId[];
  /** Milliseconds since 1970, when no further charge is looked for. */
  deadline?: number;
};

/** Seconds that the shopper's own page has to find out first. */
const PATIENCE_SECONDS = 20;

/**
 * Finds out about charges whose answer was lost, longest untried first. One failure does not stop the rest.
 * @returns how many were found out
 */
export async function resolveLostCharges({
  limit,
  variantIds,
  deadline = Number.POSITIVE_INFINITY,
}: Options): Promise<number> {
  const holdsOneOfThese =
    variantIds &&
    exists(
      db()
        .select({ one: sql`1` })
        .from(stockHolds)
        .where(
          and(
            eq(stockHolds.orderId, paymentConfirmations.orderId),
            eq(stockHolds.status, "held"),
            lt(stockHolds.expiresAt, sql`now()`),
            inArray(stockHolds.variantId, [...variantIds]),
          ),
        ),
    );
  const tried = sql`now() - make_interval(secs => ${PATIENCE_SECONDS})`;
  // As the index says it, which has the few unresolved ones only.
  const isUnresolved = sql`${paymentConfirmations.status} in ('sent', 'lost')`;
  const lost = await db()
    .select({ orderId: paymentConfirmations.orderId })
    .from(paymentConfirmations)
    .where(
      and(isUnresolved, lt(paymentConfirmations.runsUntil, variantIds ? sql`now()` : tried), holdsOneOfThese),
    )
    .orderBy(asc(paymentConfirmations.runsUntil))
    .limit(limit);
  let found = 0;
  for (const { orderId } of lost) {
    if (Date.now() >= deadline) break;
    if (await resolveOne(orderId)) found += 1;
  }
  return found;
}

async function resolveOne(orderId: OrderId): Promise<boolean> {
  const claimed = await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    return order && { order, claim: await claimUnresolved(tx, orderId) };
  });
  if (claimed?.claim.kind !== "replay") return false;
  const { order, claim } = claimed;
  try {
    // The customer does not matter here, because the token names its intent.
    await resolveLostCharge({ order, confirmation: claim.confirmation, shopper: { customer: null } });
    return true;
  } catch (error) {
    log.error(`the payment of order ${orderId} is still unknown: ${stripeFailure(error).message}`);
    return false;
  }
}
