import "server-only";
import { type AttemptId, isPaymentIntentId } from "@/lib/base/ids";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";

/**
 * Whether the bank is asking the shopper something, or the money is on its way.
 * @throws Stripe's errors
 */
export async function isUnderWay(attemptId: AttemptId): Promise<boolean> {
  const intent = isPaymentIntentId(attemptId)
    ? await stripe().paymentIntents.retrieve(attemptId)
    : expanded(
        (await stripe().checkout.sessions.retrieve(attemptId, { expand: ["payment_intent"] })).payment_intent,
      );
  return intent !== null && WAITS.includes(intent.status);
}

const WAITS: readonly string[] = ["requires_action", "processing", "requires_capture"];
