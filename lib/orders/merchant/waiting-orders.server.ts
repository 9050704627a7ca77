import "server-only";
import { and, asc, count, eq, inArray, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { disputes, orderAttention, orders, stockHolds, variants } from "@/lib/db/schema";
import { type AttentionReason, type OrderStatus, WAITING_STATUSES } from "@/lib/model/order";

export type WaitingOrder = {
  number: string;
  status: OrderStatus;
  placedAt: Date;
  total: number;
  currency: Currency;
  reasons: { reason: AttentionReason; expected: string | null; actual: string | null; since: Date }[];
  disputes: {
    stripeId: string;
    reason: string;
    amount: number;
    status: string;
    dueAt: Date | null;
    hasEvidence: boolean;
    isInquiry: boolean;
  }[];
  owed: { sku: string; quantity: number }[];
};

export async function listWaitingOrders(limit = 100): Promise<{ matters: WaitingOrder[]; total: number }> {
  const page = await db()
    .select()
    .from(orders)
    .where(inArray(orders.status, WAITING_STATUSES))
    .orderBy(asc(orders.createdAt), asc(orders.id))
    .limit(limit);
  const ids = page.map(({ id }) => id);
  const [reasons, asked, owed] =
    ids.length > 0 ? await Promise.all([reasonsOf(ids), disputesOf(ids), owedTo(ids)]) : [[], [], []];
  const [row] = await db()
    .select({ total: count() })
    .from(orders)
    .where(inArray(orders.status, WAITING_STATUSES));
  return {
    matters: page.map((order) => ({
      number: order.number,
      status: order.status,
      placedAt: order.createdAt,
      total: order.total,
      currency: order.currency,
      reasons: reasons
        .filter(({ orderId }) => orderId === order.id)
        .map(({ reason, expected, actual, raisedAt }) => ({ reason, expected, actual, since: raisedAt })),
      disputes: asked
        .filter(({ orderId }) => orderId === order.id)
        .map(({ stripeId, reason, amount, status, evidenceDueAt, hasEvidence, isRefundable }) => ({
          stripeId,
          reason,
          amount,
          status,
          dueAt: evidenceDueAt,
          hasEvidence,
          isInquiry: isRefundable,
        })),
      owed: owed
        .filter(({ orderId }) => orderId === order.id)
        .map(({ sku, quantity }) => ({ sku, quantity })),
    })),
    total: row?.total ?? page.length,
  };
}

const reasonsOf = (ids: OrderId[]) =>
  db()
    .select()
    .from(orderAttention)
    .where(and(inArray(orderAttention.orderId, ids), isNull(orderAttention.answeredAt)))
    .orderBy(asc(orderAttention.id));

const disputesOf = (ids: OrderId[]) =>
  db()
    .select()
    .from(disputes)
    .where(and(inArray(disputes.orderId, ids), isNull(disputes.outcome)))
    .orderBy(asc(disputes.openedAt));

const owedTo = (ids: OrderId[]) =>
  db()
    .select({ orderId: stockHolds.orderId, sku: variants.sku, quantity: stockHolds.quantity })
    .from(stockHolds)
    .innerJoin(variants, eq(variants.id, stockHolds.variantId))
    .where(and(inArray(stockHolds.orderId, ids), eq(stockHolds.status, "owed")))
    .orderBy(asc(variants.sku));
