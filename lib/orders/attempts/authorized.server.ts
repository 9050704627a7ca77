import "server-only";
import { and, eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";

/** `amount` is minor units. After `until` the bank no longer holds the money; null when Stripe does not say. */
type Authorized = { amount: number; until: Date | null };

/**
 * The payment of an order that waits to be captured or released; null when none does, as with a debit that is on its way.
 * @throws Stripe's errors
 */
export async function authorizedPayment(orderId: OrderId): Promise<Authorized | null> {
  const [attempt] = await db()
    .select({ intentId: paymentAttempts.paymentIntentId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "processing")));
  if (!attempt?.intentId) return null;
  const intent = await stripe().paymentIntents.retrieve(attempt.intentId, { expand: ["latest_charge"] });
  if (intent.status !== "requires_capture") return null;
  const until = expanded(intent.latest_charge)?.payment_method_details?.card?.capture_before;
  return { amount: intent.amount_capturable, until: until ? new Date(until * 1000) : null };
}
