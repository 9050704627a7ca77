import "server-only";
import type { OrderId } from "@/lib/base/ids";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { type CheckoutStart, whileStarting } from "@/lib/orders/stored/checkout-start.server";
import { giveUp } from "./place-order.server";

/**
 * Ends the payment that a new one takes the place of, then begins that. `being_paid`: too late, the shopper has just paid the other one. The
 * order is given up whenever its payment does not begin.
 *
 * @throws what `begin` throws, and Stripe's errors.
 */
export async function beginPayment<Result>(
  start: CheckoutStart,
  begin: () => Promise<Result>,
): Promise<{ kind: "begun"; result: Result } | { kind: "being_paid"; orderId: OrderId }> {
  return whileStarting(start, async () => {
    try {
      if (start.replaces && (await endAttempt(start.replaces))) {
        await giveUp(start);
        return { kind: "being_paid", orderId: start.replaces.orderId };
      }
      return { kind: "begun", result: await begin() };
    } catch (error) {
      await giveUp(start);
      throw error;
    }
  });
}
