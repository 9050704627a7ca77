import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, outboxJobs, paymentAttempts } from "@/lib/db/schema";
import type { OrderEffect } from "@/lib/model/effects";
import type { AttemptStatus } from "@/lib/model/order";
import type { CheckoutSurface } from "@/lib/model/surface";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";

/**
 * A payment with which a shopper returned to the store. `elsewhere`: this browser does not own the order, for example because a
 * bank's app opened it; `mailed` says whether the shopper gets an e-mail. `unknown`: the store did not begin this payment.
 */
type Returned =
  | { kind: "open"; orderId: OrderId; surface: CheckoutSurface }
  | { kind: "order"; orderId: OrderId }
  | { kind: "elsewhere"; payment: ReturnedPayment; mailed: boolean }
  | { kind: "unknown" };

export type ReturnedPayment = "made" | "under_way" | "not_made";

/**
 * Settles the payment that a shopper returns with, and finds its order.
 * @throws as `settleOrder` does
 */
export async function settleReturned(attemptId: AttemptId, shopper: Shopper): Promise<Returned> {
  const begun = await findAttempt(attemptId);
  if (!begun) return { kind: "unknown" };
  await settleOrder(begun.orderId, { attemptId });
  const { orderId, order, attemptStatus } = (await findAttempt(attemptId)) ?? begun;
  if (owns(shopper, order)) {
    const { surface, status } = order;
    return status === "open" ? { kind: "open", orderId, surface } : { kind: "order", orderId };
  }
  const payment = returnedPayment(attemptStatus);
  const mailed = order.email !== null && (await isQueued(orderId, EMAIL_FOR[payment]));
  return { kind: "elsewhere", payment, mailed };
}

async function findAttempt(attemptId: AttemptId) {
  const [found] = await db()
    .select({ orderId: orders.id, order: orders, attemptStatus: paymentAttempts.status })
    .from(paymentAttempts)
    .innerJoin(orders, eq(orders.id, paymentAttempts.orderId))
    .where(eq(paymentAttempts.stripeId, attemptId));
  return found;
}

function returnedPayment(status: AttemptStatus): ReturnedPayment {
  switch (status) {
    case "paid":
    case "duplicate":
      return "made";
    case "processing":
      return "under_way";
    case "open":
    case "failed":
    case "expired":
      return "not_made";
  }
}

const EMAIL_FOR: Record<ReturnedPayment, OrderEffect> = {
  made: "email.order_confirmed",
  under_way: "email.payment_processing",
  not_made: "email.payment_failed",
};

async function isQueued(orderId: OrderId, effect: OrderEffect): Promise<boolean> {
  const [job] = await db()
    .select({ id: outboxJobs.id })
    .from(outboxJobs)
    .where(and(eq(outboxJobs.orderId, orderId), eq(outboxJobs.effect, effect), isNull(outboxJobs.skipped)))
    .limit(1);
  return job !== undefined;
}
