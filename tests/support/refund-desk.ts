import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { refundRequests } from "@/lib/db/schema";
import type { RefundTerms } from "@/lib/model/refund";
import type { LocalStripe } from "@/tests/support/local-stripe";

/** The terms of a refund; without changes all that is left of the order's own payment goes back. */
export const wish = (changes: Partial<RefundTerms> = {}): RefundTerms => ({
  amount: null,
  payment: null,
  restock: false,
  outside: false,
  ...changes,
});

/** What a test asks and arranges about refunds, in its store and at its local Stripe. */
export function refundDesk(db: ReturnType<typeof connect>, { stripe, control }: LocalStripe) {
  const cut = (kind: "cut_after" | "cut_before", times: number) =>
    control("/faults", { method: "POST", path: "/v1/refunds", times, kind });
  return {
    /** What Stripe has given back of a payment, in minor units. */
    async givenBack(intentId: string): Promise<number[]> {
      const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: 100 });
      return data.filter(({ status }) => status !== "failed").map(({ amount }) => amount);
    },
    requestsOf: (orderId: OrderId) =>
      db.select().from(refundRequests).where(eq(refundRequests.orderId, orderId)),
    /** The next refund takes effect, but all answers are lost: the first one, and those of the SDK's two more tries. */
    losesAnswers: () => cut("cut_after", 3),
    /** The next refund never reaches Stripe, nor do the SDK's two more tries. */
    reachesNobody: () => cut("cut_before", 3),
  };
}
