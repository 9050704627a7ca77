import "server-only";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { DraftId, OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { draftOrders, orderChanges, orders, refundRequests, refunds } from "@/lib/db/schema";
import { hasBeenPaid, isOver } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { refundKeyOf } from "@/lib/orders/merchant/change-key";

export type ChangeRow = typeof orderChanges.$inferSelect;

/** `waits`: for its payment. `stopped`: the order of the added goods was ended after all. */
type ChangeState = "waits" | "done" | "stopped" | "taken_back";

function changeState(
  { takenBackAt, draftId }: Pick<ChangeRow, "takenBackAt" | "draftId">,
  status: OrderStatus | null,
): ChangeState {
  if (takenBackAt) return "taken_back";
  if (draftId === null) return "done";
  if (status === null || (!hasBeenPaid(status) && status !== "canceled")) return "waits";
  return isOver(status) ? "stopped" : "done";
}

/** The changes of an order, the oldest first, each with the order that has what was added, and what came of the money that goes back. */
export async function changesOf(q: Queryable, orderId: OrderId) {
  const rows = await q
    .select({
      change: orderChanges,
      number: orders.number,
      status: orders.status,
      endedAt: draftOrders.endedAt,
      refund: refundRequests.status,
    })
    .from(orderChanges)
    .leftJoin(draftOrders, eq(draftOrders.id, orderChanges.draftId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .leftJoin(refundRequests, eq(refundRequests.id, refundKeyOf(orderChanges.id)))
    .where(eq(orderChanges.orderId, orderId))
    .orderBy(asc(orderChanges.createdAt));
  return rows.map((row) => ({ ...row, state: changeState(row.change, row.status) }));
}

/** The change of which a draft is a part, and the order that it changes. */
export async function changeOfDraft(q: Queryable, id: DraftId) {
  const [found] = await q
    .select({ change: orderChanges, order: orders })
    .from(orderChanges)
    .innerJoin(orders, eq(orders.id, orderChanges.orderId))
    .where(eq(orderChanges.draftId, id));
  return found ?? null;
}

/** As `changeOfDraft`, by the order that has what was added. */
export async function changeOfNewOrder(q: Queryable, newOrderId: OrderId) {
  const [draft] = await q
    .select({ id: draftOrders.id })
    .from(draftOrders)
    .where(and(eq(draftOrders.orderId, newOrderId), isNull(draftOrders.exchangeOf)));
  return draft ? changeOfDraft(q, draft.id) : null;
}

/** Whether a refund is what is over of a change, which the confirmation of the added goods says. */
export async function isToldWithGoods(q: Queryable, refundId: string | undefined): Promise<boolean> {
  if (!refundId) return false;
  const [found] = await q
    .select({ id: orderChanges.id })
    .from(refunds)
    .innerJoin(orderChanges, eq(refunds.requestId, refundKeyOf(orderChanges.id)))
    .where(and(eq(refunds.stripeId, refundId), gt(orderChanges.credited, 0)));
  return found !== undefined;
}

export type OrderChange = Awaited<ReturnType<typeof changesOf>>[number];
