import "server-only";
import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { DraftId, OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { draftOrders, orderChanges, orders } from "@/lib/db/schema";

/** The change of an order's goods that waits for its payment, of which there is one at a time. */
export async function openChangeOf(q: Queryable, orderId: OrderId): Promise<DraftId | null> {
  const [open] = await q
    .select({ id: orderChanges.id })
    .from(orderChanges)
    .leftJoin(draftOrders, eq(draftOrders.id, orderChanges.draftId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(
      and(
        ...[
          eq(orderChanges.orderId, orderId),
          isNull(orderChanges.takenBackAt),
          isNotNull(orderChanges.draftId),
        ],
        or(isNull(orders.id), inArray(orders.status, ["open", "payment_failed", "expired", "processing"])),
      ),
    );
  return open?.id ?? null;
}
