import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { disputes, orders, paymentAttempts, refunds } from "@/lib/db/schema";
import type { StoredDispute, StoredPayment, StoredRefund } from "./compare";

/** What the store has of payments, by the id of the PaymentIntent. */
export async function storedPayments(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, StoredPayment & { orderId: OrderId }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: paymentAttempts.paymentIntentId,
      orderId: paymentAttempts.orderId,
      status: paymentAttempts.status,
      amountCaptured: paymentAttempts.amountCaptured,
      currency: orders.currency,
      hasFee: sql<boolean>`coalesce(${paymentAttempts.charge} -> 'fee', 'null') <> 'null'::jsonb`,
    })
    .from(paymentAttempts)
    .innerJoin(orders, eq(orders.id, paymentAttempts.orderId))
    .where(inArray(paymentAttempts.paymentIntentId, [...ids] as PaymentIntentId[]));
  return new Map(rows.flatMap(({ id, ...row }) => (id ? [[id, row] as const] : [])));
}

export async function storedRefunds(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, StoredRefund>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: refunds.stripeId,
      amount: refunds.amount,
      currency: refunds.currency,
      status: refunds.status,
    })
    .from(refunds)
    .where(inArray(refunds.stripeId, [...ids]));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export async function storedDisputes(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, StoredDispute>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: disputes.stripeId,
      amount: disputes.amount,
      currency: disputes.currency,
      status: disputes.status,
    })
    .from(disputes)
    .where(inArray(disputes.stripeId, [...ids]));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Which of these orders the store has. */
export async function knownOrders(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(inArray(orders.id, [...ids] as OrderId[]));
  return new Set(rows.map(({ id }) => id));
}
