import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { DraftId, OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { draftOrders, orderChanges, orders } from "@/lib/db/schema";

/** What was added has no order yet, or one that is not paid. */
const isOpen = and(
  ...[isNull(orderChanges.takenBackAt), isNotNull(orderChanges.draftId)],
  or(isNull(orders.id), inArray(orders.status, ["open", "payment_failed", "expired", "processing"])),
);

/** The change of an order's goods that waits for its payment, of which there is one at a time. */
export async function openChangeOf(q: Queryable, orderId: OrderId): Promise<DraftId | null> {
  const [open] = await q
    .select({ id: orderChanges.id })
    .from(orderChanges)
    .leftJoin(draftOrders, eq(draftOrders.id, orderChanges.draftId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(and(eq(orderChanges.orderId, orderId), isOpen));
  return open?.id ?? null;
}

/** So many are counted, and shown by the list of orders. */
const MOST_WAITING_CHANGES = 1_000;

/** The orders whose changed goods wait for their shopper's money, the longest first. Each has one such change. */
export async function ordersWithOpenChange(q: Queryable): Promise<OrderId[]> {
  const rows = await q
    .select({ orderId: orderChanges.orderId })
    .from(orderChanges)
    .leftJoin(draftOrders, eq(draftOrders.id, orderChanges.draftId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(and(isNull(orderChanges.doneAt), gt(orderChanges.pay, 0), isOpen))
    .orderBy(asc(orderChanges.createdAt))
    .limit(MOST_WAITING_CHANGES);
  return rows.map(({ orderId }) => orderId);
}
