import "server-only";
import { and, eq, isNotNull, lte, or, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { draftOrders } from "@/lib/db/schema";

/** Whether an order came of a draft that staff ended, or whose days are over: nobody may begin to pay it any more. */
export async function isWithdrawn(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const over = await tx
    .select({ id: draftOrders.id })
    .from(draftOrders)
    .where(
      and(
        eq(draftOrders.orderId, orderId),
        or(isNotNull(draftOrders.endedAt), lte(draftOrders.expiresAt, sql`now()`)),
      ),
    );
  return over.length > 0;
}
