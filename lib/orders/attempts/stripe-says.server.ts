import "server-only";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";

const MOST = 10;

/** A payment as Stripe has it at this moment. Amounts are minor units of its currency. */
type StripeSays = {
  id: string;
  currency: string;
  state: "succeeded" | "processing" | "requires_capture" | "canceled" | "unpaid";
  received: number;
  /** That could still be captured. */
  capturable: number;
  refunded: number;
  isDisputed: boolean;
};

const STATES = ["succeeded", "processing", "requires_capture", "canceled"] as const;

/**
 * What Stripe says now of each payment of an order, the oldest first.
 * @throws Stripe's errors
 */
export async function stripeSaysOf(orderId: OrderId): Promise<StripeSays[]> {
  const attempts = await db()
    .select({ id: paymentAttempts.paymentIntentId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), isNotNull(paymentAttempts.paymentIntentId)))
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(MOST);
  return Promise.all(
    attempts
      .flatMap(({ id }) => (id ? [id] : []))
      .map(async (id) => {
        const intent = await stripe().paymentIntents.retrieve(id, { expand: ["latest_charge"] });
        const charge = expanded(intent.latest_charge);
        return {
          ...{ id, currency: intent.currency },
          state: STATES.find((one) => one === intent.status) ?? "unpaid",
          received: intent.amount_received,
          capturable: intent.amount_capturable,
          refunded: charge?.amount_refunded ?? 0,
          isDisputed: charge?.disputed ?? false,
        };
      }),
  );
}
