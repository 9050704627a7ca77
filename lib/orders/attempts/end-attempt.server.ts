import "server-only";
import { type AttemptId, isPaymentIntentId } from "@/lib/base/ids";
import type { AttemptRef } from "@/lib/model/order";
import { type PaymentEvidence, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import { settleOrder, settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";

/**
 * Ends a payment that is no longer wanted, and its order.
 * @returns true when it is too late: the shopper has just paid
 */
export async function endAttempt({ orderId, attemptId }: AttemptRef): Promise<boolean> {
  try {
    await settleWithEvidence(orderId, [await closeAtStripe(attemptId)]);
    return false;
  } catch (error) {
    // Stripe refuses to end a payment that is complete or already over.
    if (stripeFailure(error).kind !== "refused") throw error;
    const status = await settleOrder(orderId, { attemptId });
    return status !== "expired" && status !== "open";
  }
}

/** Ends a payment at Stripe. Throws Stripe's refusal when the payment is not open. */
async function closeAtStripe(attemptId: AttemptId): Promise<PaymentEvidence> {
  if (isPaymentIntentId(attemptId)) {
    return intentEvidence(await stripe().paymentIntents.cancel(attemptId, { expand: INTENT_EXPANSION }));
  }
  return sessionEvidence(await stripe().checkout.sessions.expire(attemptId, { expand: SESSION_EXPANSION }));
}
