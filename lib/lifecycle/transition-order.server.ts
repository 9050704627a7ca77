import "server-only";
import { eq, sql } from "drizzle-orm";
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
  const moved = tx
    .update(orders)
    .set({ ...changes, status: to })
    .where(eq(orders.id, order.id))
    .returning({ id: orders.id });
  const { rows } = await tx.execute<{ entry: string }>(sql`
    with moved as (${moved.getSQL()})
    insert into ${orderTimeline} (order_id, actor, from_status, to_status, detail)
    select id, ${by.actor}, ${order.status}, ${to}, ${JSON.stringify(by.detail)}::jsonb from moved
    returning id as entry
  `);
  const [recorded] = rows;
  if (!recorded) throw new Error(`the transition of order ${order.id} was not recorded`);
  return Number(recorded.entry);
}

export async function addToTimeline(
  tx: Transaction,
  orderId: OrderId,
  actor: OrderActor,
  detail: TimelineDetail,
): Promise<void> {
  await tx.insert(orderTimeline).values({ orderId, actor, detail });
}
