import "server-only";
import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import type { AttemptId, OrderId } from "@/lib/ids";
import { countOnce, limitsOf } from "@/lib/limits/count.server";
import { endAttempt } from "./end-attempt.server";

/** The charge that was declined; an intent that tells of none counts once. */
const declineOf = ({ id, last_payment_error, latest_charge }: Stripe.PaymentIntent): string => {
  const latest = typeof latest_charge === "string" ? latest_charge : latest_charge?.id;
  return last_payment_error?.charge ?? latest ?? id;
};

/**
 * Counts a declined payment for the order's cart, account, address and network, once, whether Stripe's answer or its event tells of it first.
 * Whoever had too many is not asked for another card: what is open of the order ends at Stripe, where cards could be tried without the store.
 *
 * @param at when it was declined.
 */
export async function noteDecline(orderId: OrderId, intent: Stripe.PaymentIntent, at: Date): Promise<void> {
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
  const own = limitsOf("declinedPayment", { shopper: [cartId, customerId], from: null });
  const shared = address && network ? { address, network } : null;
  const limits = [...own, ...limitsOf("declinedPayment", { from: shared })];
  const reached = await countOnce(declineOf(intent), limits, at);
  if (own.some(({ key }) => reached.some((limit) => limit.key === key))) await endOpen(orderId);
}

async function endOpen(orderId: OrderId): Promise<void> {
  const open = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  for (const { attemptId } of open) await endAttempt({ orderId, attemptId: attemptId as AttemptId });
}
