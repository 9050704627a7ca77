import "server-only";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orderChanges, outboxJobs, refundRequests } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { balanceOf, type OrderFacts, ownPayment, refundable } from "@/lib/orders/settle/order-facts";
import { refundKey, refundKeyOf } from "./change-key";
import { givenBack, type RefundShares } from "./given-back";
import { loadShares } from "./pieces-to-send.server";
import { refundParts } from "./refund-parts";
import { shareRefund } from "./refund-share";

/** Changes of an order's goods whose money has still to be asked back of Stripe, the oldest first: it is promised, and seen nowhere else. */
export const changesToPayBack = (q: Queryable, orderId: OrderRow["id"]) =>
  q
    .select({
      ...{ id: orderChanges.id, back: orderChanges.back },
      ...{ credited: orderChanges.credited, removed: orderChanges.removed },
    })
    .from(orderChanges)
    .innerJoin(
      outboxJobs,
      and(
        eq(outboxJobs.orderId, orderChanges.orderId),
        eq(outboxJobs.effect, "stripe.order_change"),
        eq(outboxJobs.occurrence, orderChanges.id),
        isNull(outboxJobs.doneAt),
      ),
    )
    .leftJoin(refundRequests, eq(refundRequests.id, refundKeyOf(orderChanges.id)))
    .where(
      and(
        ...[eq(orderChanges.orderId, orderId), gt(orderChanges.back, 0)],
        ...[isNull(orderChanges.takenBackAt), isNull(refundRequests.id)],
      ),
    )
    .orderBy(asc(orderChanges.createdAt));

type RefundFacts = {
  /** As they are stored. */
  facts: OrderFacts;
  /** With each refund of a change that is still to come as one that is on its way: what is planned with these leaves it alone. */
  planned: { facts: OrderFacts; shares: RefundShares };
  /** What changes have still to give back, in minor units. */
  toCome: number;
};

/**
 * What a refund of an order, or a code in its place, is planned by.
 * @param key of the request; a change's own refund is not kept from itself
 */
export async function loadRefundFacts(
  q: Queryable,
  order: OrderRow,
  key: string | null = null,
): Promise<RefundFacts> {
  const facts = await loadFacts(q, order.id);
  const shares = new Map(await loadShares(q, order.id));
  const payment = ownPayment(facts);
  const waiting = (await changesToPayBack(q, order.id)).filter(({ id }) => refundKey(id) !== key);
  if (!payment?.paymentIntentId) return { facts, planned: { facts, shares }, toCome: 0 };
  const parts = refundParts(order);
  let refunds = facts.refunds;
  for (const { id, back, credited, removed } of waiting) {
    const sofar = { ...facts, refunds };
    const refund = {
      ...{ stripeId: refundKey(id), paymentIntentId: payment.paymentIntentId, amount: back },
      status: "pending" as const,
    };
    // The pieces are those of the credit where a part of them paid for other goods.
    if (credited === 0) {
      const before = givenBack(payment, { ...sofar, shares }, parts);
      const left = refundable(balanceOf(sofar, payment));
      const shared = shareRefund({ parts, before, left }, { amount: null, lines: removed });
      if (shared.ok) shares.set(refund.stripeId, shared.share);
    }
    refunds = [...refunds, refund];
  }
  const toCome = waiting.reduce((sum, { back }) => sum + back, 0);
  return { facts, planned: { facts: { ...facts, refunds }, shares }, toCome };
}
