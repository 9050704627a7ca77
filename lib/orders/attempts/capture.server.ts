import "server-only";
import { and, eq } from "drizzle-orm";
import type { PaymentIntentId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";

export type CaptureResult =
  | { ok: true; status: OrderStatus }
  | { ok: false; code: "unknown_order" }
  /** No payment waits for the merchant, or the opposite was done just now. */
  | { ok: false; code: "nothing_authorized"; status: OrderStatus };

/**
 * Captures an order's authorized payment.
 * @throws Stripe's errors for an outage, after which another try is right
 */
export function captureOrder(orderNumber: string): Promise<CaptureResult> {
  return decide(orderNumber, {
    act: (id) => stripe().paymentIntents.capture(id, {}, { idempotencyKey: `${id}-capture` }),
    isDone: hasBeenPaid,
  });
}

/**
 * Releases an order's authorized payment: nothing is charged, and the goods can be sold again.
 * @throws as `captureOrder` does
 */
export function releaseOrder(orderNumber: string): Promise<CaptureResult> {
  return decide(orderNumber, {
    act: (id) => stripe().paymentIntents.cancel(id, {}, { idempotencyKey: `${id}-release` }),
    isDone: (status) => status !== "processing" && !hasBeenPaid(status),
  });
}

type Decision = {
  act: (intentId: PaymentIntentId) => Promise<unknown>;
  isDone: (status: OrderStatus) => boolean;
};

async function decide(orderNumber: string, { act, isDone }: Decision): Promise<CaptureResult> {
  // In one statement: between two, somebody else may have captured it, and the order's status would be an old one.
  const [order] = await db()
    .select({ id: orders.id, status: orders.status, intentId: paymentAttempts.paymentIntentId })
    .from(orders)
    .leftJoin(
      paymentAttempts,
      and(eq(paymentAttempts.orderId, orders.id), eq(paymentAttempts.status, "processing")),
    )
    .where(eq(orders.number, orderNumber));
  if (!order) return { ok: false, code: "unknown_order" };
  if (!order.intentId) return { ok: false, code: "nothing_authorized", status: order.status };
  try {
    await act(order.intentId);
  } catch (error) {
    // The payment was already captured or released at Stripe, or it expired; settling finds out which.
    if (stripeFailure(error).kind !== "refused") throw error;
  }
  const status = (await settleOrder(order.id)) ?? order.status;
  return isDone(status) ? { ok: true, status } : { ok: false, code: "nothing_authorized", status };
}
