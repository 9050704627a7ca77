import "server-only";
import { eq } from "drizzle-orm";
import type { DraftId, OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { draftOrders, orderChanges, orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { restock } from "@/lib/inventory/owed.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import { canPay, hasBeenPaid } from "@/lib/lifecycle/transitions";
import { removalTerms } from "@/lib/orders/merchant/change-credit.server";
import { refundKey } from "@/lib/orders/merchant/change-key";
import { type RefundResult, refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { freeEvidence } from "@/lib/orders/settle/free-evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";
import type { ChangeRow } from "./read-changes.server";

/**
 * Does what is left of a change: places the order of goods that nothing is left to pay for, puts what was taken off back on sale once they are paid, and
 * gives back what is over. Any number of calls do each once.
 * @returns what came of the money; null where none goes back, or not yet
 * @throws Stripe's errors for an outage, after which another call goes on
 */
export async function finishChange(id: DraftId): Promise<RefundResult | null> {
  const found = await load(id);
  if (!found || found.change.takenBackAt) return null;
  const { change, order } = found;
  const isApart = change.credited === 0;
  if (!isApart || change.pay === 0) {
    const next = await placeIfFree(found);
    if (change.draftId !== null && !(next && hasBeenPaid(next.status))) return null;
  }
  if (!isApart) await restockOnce(id, order.id);
  if (change.back === 0) return null;
  const terms = isApart
    ? removalTerms(change.removed, change.removed)
    : { ...removalTerms([], false), amount: change.back };
  return refundOrder(order.number, terms, refundKey(id), { askedBy: change.askedBy, shown: null });
}

/** The job behind a change. */
export async function finishChangeJob({ payload }: Pick<OrderJob, "payload">): Promise<JobOutcome> {
  const result = await finishChange(payload.changeId as DraftId);
  if (result && !result.ok && result.code === "unknown") throw new Error("Stripe has not answered a refund");
  return result && !result.ok ? { skipped: `the refund was refused: ${result.code}` } : {};
}

type Loaded = { change: ChangeRow; order: OrderRow; next: OrderRow | null };

async function load(id: DraftId): Promise<Loaded | null> {
  const [row] = await db()
    .select({ change: orderChanges, order: orders })
    .from(orderChanges)
    .innerJoin(orders, eq(orders.id, orderChanges.orderId))
    .where(eq(orderChanges.id, id));
  return row ? { ...row, next: await nextOrder(id) } : null;
}

async function nextOrder(id: DraftId): Promise<OrderRow | null> {
  const [found] = await db()
    .select({ order: orders })
    .from(draftOrders)
    .innerJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(eq(draftOrders.id, id));
  return found?.order ?? null;
}

async function placeIfFree({ change, order, next }: Loaded): Promise<OrderRow | null> {
  if (!next || change.pay > 0 || !canPay(next.status)) return next;
  const { email, shippingName, customerName, shippingAddress: address } = order;
  const evidence = freeEvidence(next, { email, name: shippingName ?? customerName, address });
  await settleWithEvidence(next.id, [evidence], {
    onlyIf: async (tx) => canPay((await lockOrder(tx, next.id))?.status ?? "canceled"),
  });
  return nextOrder(change.id);
}

async function restockOnce(id: DraftId, orderId: OrderId): Promise<void> {
  await inTransaction(db(), async (tx) => {
    await lockOrder(tx, orderId);
    const [change] = await tx.select().from(orderChanges).where(eq(orderChanges.id, id));
    if (!change || change.doneAt) return;
    const pieces = await restock(tx, orderId, change.removed, { who: change.askedBy, reference: id });
    if (pieces > 0) await addToTimeline(tx, orderId, "merchant", { code: "restocked" });
    await tx.update(orderChanges).set({ doneAt: new Date() }).where(eq(orderChanges.id, id));
    await enqueue(tx, { orderId, effect: "shipping.settle", occurrence: id });
  });
}
