import "server-only";
import { type AttemptId, isPaymentIntentId } from "@/lib/base/ids";
import type { AttemptRef } from "@/lib/model/order";
import { type PaymentEvidence, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import { settleOrder, settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";

/** Ends an unwanted payment and its order. True: too late, it was just paid. */
export async function endAttempt({ orderId, attemptId }: AttemptRef): Promise<boolean> {
  try {
    await settleWithEvidence(orderId, [await closeAtStripe(attemptId)]);
    return false;
  } catch (error) {
    // It is complete or over already.
    if (stripeFailure(error).kind !== "refused") throw error;
    const status = await settleOrder(orderId, { attemptId });
    return status !== "expired" && status !== "open";
  }
}

/** @throws Stripe's refusal when it is not open */
async function closeAtStripe(attemptId: AttemptId): Promise<PaymentEvidence> {
  if (isPaymentIntentId(attemptId)) {
    return intentEvidence(await stripe().paymentIntents.cancel(attemptId, { expand: INTENT_EXPANSION }));
  }
  return sessionEvidence(await stripe().checkout.sessions.expire(attemptId, { expand: SESSION_EXPANSION }));
}
