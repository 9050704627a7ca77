import "server-only";
import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { countOnce, limitsOf } from "@/lib/limits/count.server";
import { endAttempt } from "./end-attempt.server";
import { isUnderWay } from "./under-way.server";

/** The charge that was declined. An intent without a charge counts once. */
const declineOf = ({ id, last_payment_error, latest_charge }: Stripe.PaymentIntent): string => {
  const latest = typeof latest_charge === "string" ? latest_charge : latest_charge?.id;
  return last_payment_error?.charge ?? latest ?? id;
};

/**
 * Counts a declined payment once for the order's cart, account, address and network, whether Stripe's answer or its event comes
 * first. After too many, the order's open payments are ended at Stripe, because cards could be tried there without the store.
 * @param at when the payment was declined
 */
export async function countDecline(orderId: OrderId, intent: Stripe.PaymentIntent, at: Date): Promise<void> {
  const [order] = await db()
    .select({
      cartId: orders.cartId,
      customerId: orders.customerId,
      address: orders.openedFrom,
      network: orders.openedFromNetwork,
    })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!order) return;
  const { cartId, customerId, address, network } = order;
  const from = address && network ? { address, network } : null;
  const limits = limitsOf("declinedPayment", { shopper: [cartId, customerId], from });
  const reached = await countOnce(declineOf(intent), limits, at);
  if (reached.length > 0) await endOpenAttempts(orderId);
}

async function endOpenAttempts(orderId: OrderId): Promise<void> {
  const open = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  for (const { attemptId: stripeId } of open) {
    const attemptId = stripeId as AttemptId;
    if (!(await isUnderWay(attemptId))) await endAttempt({ orderId, attemptId });
  }
}
