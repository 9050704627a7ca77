import "server-only";
import { and, eq } from "drizzle-orm";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";

export async function endEarlierAttempts(orderId: OrderId): Promise<boolean> {
  const earlier = await db()
    .select({ stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  for (const { stripeId } of earlier) {
    try {
      await stripe().paymentIntents.cancel(stripeId);
      await db()
        .update(paymentAttempts)
        .set({ status: "expired" })
        .where(and(eq(paymentAttempts.stripeId, stripeId), eq(paymentAttempts.status, "open")));
    } catch (error) {
      if (stripeFailure(error).kind !== "refused") throw error;
      const status = await settleOrder(orderId, { attemptId: stripeId as PaymentIntentId });
      if (status !== "open") return true;
    }
  }
  return false;
}
