import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import type { OrderId, PaymentIntentId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { settleOrder } from "./settle.server";
import type { OrderStatus } from "./types";

export type CaptureResult =
  | { ok: true; status: OrderStatus }
  | { ok: false; code: "unknown_order" }
  /** No payment of the order waits for the merchant. */
  | { ok: false; code: "nothing_authorized"; status: OrderStatus };

/** Takes the money of an authorized payment. @throws Stripe's errors for an outage: trying again is right. */
export function captureOrder(orderNumber: string): Promise<CaptureResult> {
  return decide(orderNumber, (intentId, key) =>
    stripe().paymentIntents.capture(intentId, {}, { idempotencyKey: `${key}-capture` }),
  );
}

/** Lets an authorized payment go: nothing is charged, and the goods are free again. @throws as `captureOrder`. */
export function releaseOrder(orderNumber: string): Promise<CaptureResult> {
  return decide(orderNumber, (intentId, key) =>
    stripe().paymentIntents.cancel(intentId, {}, { idempotencyKey: `${key}-release` }),
  );
}

async function decide(
  orderNumber: string,
  act: (intentId: PaymentIntentId, key: OrderId) => Promise<unknown>,
): Promise<CaptureResult> {
  const [order] = await db()
    .select({ id: orders.id, status: orders.status })
    .from(orders)
    .where(eq(orders.number, orderNumber));
  if (!order) return { ok: false, code: "unknown_order" };
  const [attempt] = await db()
    .select({ intentId: paymentAttempts.paymentIntentId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, order.id), eq(paymentAttempts.status, "processing")));
  if (!attempt?.intentId) return { ok: false, code: "nothing_authorized", status: order.status };
  try {
    await act(attempt.intentId, order.id);
  } catch (error) {
    // Captured or released already, in Stripe's dashboard say; settling tells which.
    if (stripeFailure(error).kind !== "refused") throw error;
  }
  const status = (await settleOrder(order.id)) ?? order.status;
  return status === "processing" ? { ok: false, code: "nothing_authorized", status } : { ok: true, status };
}
