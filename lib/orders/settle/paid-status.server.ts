import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import type { Transaction } from "@/lib/db/client";
import { orderAttention, orders, outboxJobs, paymentAttempts } from "@/lib/db/schema";
import { releaseOwed } from "@/lib/inventory/owed.server";
import { addToTimeline, type OrderRow, transitionOrder } from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid, isOver, isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderEffect } from "@/lib/model/effects";
import type { AttentionAnswer, OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { loadFacts } from "./facts.server";
import { type AutomaticStep, balanceOf, nextAutomaticStep, ownPayment, paidOrderStatus } from "./order-facts";

type Cause = { actor: OrderActor; detail: TimelineDetail };

/**
 * Moves a locked, paid order to the status of its facts after one of them changed in this transaction, and records the cause.
 * @returns the order afterwards
 */
export async function updatePaidStatus(tx: Transaction, order: OrderRow, cause: Cause): Promise<OrderRow> {
  let facts = await loadFacts(tx, order.id);
  const notes: TimelineDetail[] = [];
  for (let next = nextAutomaticStep(facts); next; next = nextAutomaticStep(facts)) {
    notes.push(...(await applyAutomaticStep(tx, order, next)));
    facts = await loadFacts(tx, order.id);
  }
  const status = paidOrderStatus(facts);
  const amountRefunded = balanceOf(facts, ownPayment(facts)).refunded;
  await changeStatus(tx, order, status, cause, { amountRefunded });
  for (const detail of notes) await addToTimeline(tx, order.id, "store", detail);
  return { ...order, status, amountRefunded };
}

/** Changes the order's status and all that belongs to it, or only adds to the timeline when the status stays. */
export async function changeStatus(
  tx: Transaction,
  order: OrderRow,
  to: OrderStatus,
  { actor, detail }: Cause,
  changes: Partial<typeof orders.$inferInsert>,
): Promise<void> {
  if (to === order.status) {
    await tx.update(orders).set(changes).where(eq(orders.id, order.id));
    return addToTimeline(tx, order.id, actor, detail);
  }
  const entry = await transitionOrder(tx, order, to, { actor, detail }, changes);
  await enqueueEntryEffects(tx, order, to, String(entry), detail.code === "reopened");
  if (needsPerson(to)) {
    const { id: orderId, number: orderNumber } = order;
    log.warn(`order ${orderNumber} is ${to}: ${JSON.stringify(detail)}`, { orderId, orderNumber });
  }
}

/** Enqueues the effects of entering a status. `occurrence` tells this entry from earlier ones. A shopper who was told that the order is over is told that it is not. */
async function enqueueEntryEffects(
  tx: Transaction,
  order: OrderRow,
  to: OrderStatus,
  occurrence: string,
  isReopened: boolean,
): Promise<void> {
  const { id: orderId, status: from } = order;
  if (isToBeSent(to) && !isToBeSent(from)) {
    const effect = "email.order_confirmed";
    const isNews = isReopened && (await wasEnqueued(tx, orderId, effect));
    await enqueue(
      tx,
      { orderId, effect, ...(isNews && { occurrence }) },
      { orderId, effect: "shipping.request", occurrence },
    );
  }
  if (isToBeSent(from) && !isToBeSent(to) && to !== "shipped") {
    await enqueue(tx, { orderId, effect: "shipping.cancel", occurrence });
  }
  if (to === "awaiting_stock") await enqueue(tx, { orderId, effect: "email.delivery_delayed" });
  // A free order has no refund, whose e-mail would inform the shopper.
  if (to === "canceled" && hasBeenPaid(from)) await enqueue(tx, { orderId, effect: "email.order_canceled" });
  if (isOver(to)) await releaseOwed(tx, orderId);
}

async function wasEnqueued(tx: Transaction, orderId: OrderId, effect: OrderEffect): Promise<boolean> {
  const [job] = await tx
    .select({ id: outboxJobs.id })
    .from(outboxJobs)
    .where(and(eq(outboxJobs.orderId, orderId), eq(outboxJobs.effect, effect)))
    .limit(1);
  return job !== undefined;
}

function needsPerson(status: OrderStatus): boolean {
  return status === "needs_attention" || status === "disputed" || status === "charged_back";
}

async function applyAutomaticStep(
  tx: Transaction,
  order: OrderRow,
  next: AutomaticStep,
): Promise<TimelineDetail[]> {
  if (next.kind === "answer") {
    await answerReason(tx, order, next.open, "money_back");
    return [{ code: "attention_answered", reason: next.open.reason, by: "money_back" }];
  }
  const attempts = [
    { stripeId: next.own.stripeId, status: "duplicate" as const },
    { stripeId: next.other.stripeId, status: "paid" as const },
  ];
  for (const { stripeId, status } of attempts) {
    await tx.update(paymentAttempts).set({ status }).where(eq(paymentAttempts.stripeId, stripeId));
  }
  await answerReason(tx, order, next.open, "money_back");
  return [
    { code: "other_payment_counts", stripeId: next.other.stripeId },
    { code: "attention_answered", reason: next.open.reason, by: "money_back" },
  ];
}

export async function answerReason(
  tx: Transaction,
  order: Pick<OrderRow, "id">,
  open: { reason: (typeof orderAttention.$inferSelect)["reason"]; about: string },
  answer: AttentionAnswer,
): Promise<void> {
  await tx
    .update(orderAttention)
    .set({ answeredAt: new Date(), answer })
    .where(
      and(
        eq(orderAttention.orderId, order.id),
        eq(orderAttention.reason, open.reason),
        eq(orderAttention.about, open.about),
        isNull(orderAttention.answeredAt),
      ),
    );
}
