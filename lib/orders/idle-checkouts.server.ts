import "server-only";
import { and, asc, desc, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { describeError } from "@/lib/describe-error";
import type { AttemptId, OrderId, VariantId } from "@/lib/ids";
import { isIdle } from "@/lib/inventory/stock.server";
import { endAttempt } from "./end-attempt.server";
import { expireUnreachableOrder } from "./settle.server";
import type { Shopper } from "./shopper";
import { isUnderWay } from "./under-way.server";

type Which = { limit: number; variantIds: readonly VariantId[]; wantedBy: Shopper };

/**
 * Ends checkouts of others that keep goods which are wanted and that nobody has touched for a while, those of the shopper's own address
 * first, then the longest untouched. One whose payment is under way stays, as does one that can't be asked about.
 *
 * @returns how many were looked at.
 */
export async function endIdleCheckouts({ limit, variantIds, wantedBy }: Which): Promise<number> {
  if (variantIds.length === 0) return 0;
  const { cartId, from } = wantedBy;
  const idle = await db()
    .select({ orderId: orders.id })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(
      and(
        isIdle,
        inArray(stockHolds.variantId, [...variantIds]),
        cartId ? ne(orders.cartId, cartId) : undefined,
        notInArray(orders.id, [...wantedBy.openedOrders]),
      ),
    )
    .groupBy(orders.id)
    .orderBy(
      desc(sql`coalesce(${orders.openedFrom} = ${from?.address ?? null}, false)`),
      asc(sql`min(${stockHolds.updatedAt})`),
    )
    .limit(limit);
  for (const { orderId } of idle) {
    await end(orderId).catch((error: unknown) => {
      console.error(`the idle checkout of ${orderId} could not be ended: ${describeError(error)}`);
    });
  }
  return idle.length;
}

async function end(orderId: OrderId): Promise<void> {
  const [open] = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  if (!open) return expireUnreachableOrder(orderId);
  const attemptId = open.attemptId as AttemptId;
  if (!(await isUnderWay(attemptId))) await endAttempt({ orderId, attemptId });
}
