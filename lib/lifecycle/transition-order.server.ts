import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks.server";
import { orders, orderTimeline } from "@/lib/db/schema";
import type { OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";
import { canTransition } from "./transitions";

export type OrderRow = typeof orders.$inferSelect;

export async function lockOrder(tx: Transaction, orderId: OrderId): Promise<OrderRow | undefined> {
  const [order] = await lockOrders(tx, eq(orders.id, orderId));
  return order;
}

/**
 * Moves a locked order to another status and writes its timeline.
 * @returns the timeline's entry, which identifies this transition
 * @throws Error when transitions.ts does not allow the change, so callers decide before they call
 */
export async function transitionOrder(
  tx: Transaction,
  order: Pick<OrderRow, "id" | "status">,
  to: OrderStatus,
  by: { actor: OrderActor; detail: TimelineDetail },
  changes: Partial<typeof orders.$inferInsert> = {},
): Promise<number> {
  if (!canTransition(order.status, to)) {
    throw new Error(`order ${order.id} cannot go from ${order.status} to ${to}`);
  }
  await tx
    .update(orders)
    .set({ ...changes, status: to })
    .where(eq(orders.id, order.id));
  const [entry] = await tx
    .insert(orderTimeline)
    .values({
      orderId: order.id,
      actor: by.actor,
      fromStatus: order.status,
      toStatus: to,
      detail: by.detail,
    })
    .returning({ id: orderTimeline.id });
  if (!entry) throw new Error(`the transition of order ${order.id} was not recorded`);
  return entry.id;
}

export async function addToTimeline(
  tx: Transaction,
  orderId: OrderId,
  actor: OrderActor,
  detail: TimelineDetail,
): Promise<void> {
  await tx.insert(orderTimeline).values({ orderId, actor, detail });
}
