import "server-only";
import { eq } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { offersFor } from "@/lib/checkout/core/offers.server";
import {
  beginPayment,
  type CheckoutInput,
  type NotPlaced,
  type PlacedCheckout,
  placeCheckout,
} from "@/lib/checkout/core/place-checkout.server";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { endStart } from "@/lib/orders/stored/checkout-start.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import type { PaymentCheckout } from "./payment-checkout";
import { paymentView } from "./payment-view.server";

export type StartedPayment =
  | ({ ok: true } & PaymentCheckout)
  | NotPlaced
  | { ok: false; code: "stripe_unavailable" };

/** Starts an order on the Payment Element. Its PaymentIntent is made when the shopper pays; Stripe is asked only about an earlier payment. */
export async function startPayment(input: Omit<CheckoutInput, "surface">): Promise<StartedPayment> {
  for (;;) {
    const placed = await placeCheckout({ ...input, surface: "payment" });
    if (!placed.ok) return placed;
    const result = await startPlaced(placed.placement, input.shopper.customer).catch((error: unknown) => {
      log.error(`checkout: ${stripeFailure(error).message}`);
      return { ok: false, code: "stripe_unavailable" } as const;
    });
    if (result !== "again") return result;
  }
}

/** `again` means that the placement is out of date, so a new one is needed. */
async function startPlaced(
  placement: PlacedCheckout["placement"],
  customer: Customer | null,
): Promise<StartedPayment | "again"> {
  switch (placement.kind) {
    case "ready":
      return { ok: true, ...(await view(placement.order.id, customer)) };
    case "create": {
      const { order, start } = placement;
      const begun = await beginPayment(start, () => isStillOpen(order.id));
      if (begun.kind === "being_paid")
        return { ok: false, code: "payment_in_progress", orderId: begun.orderId };
      return begun.result ? { ok: true, ...(await view(order.id, customer)) } : "again";
    }
    case "end": {
      const { attempt } = placement;
      const isPaid = await endAttempt(attempt);
      return isPaid ? { ok: false, code: "payment_in_progress", orderId: attempt.orderId } : "again";
    }
    case "reuse":
      return resume(placement.attempt.orderId, placement.attempt.attemptId, customer);
  }
}

async function isStillOpen(orderId: OrderId): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open") return false;
    await endStart(tx, orderId);
    return true;
  });
}

/** Continues an earlier payment, which may wait for the bank, have failed, or be done. */
async function resume(
  orderId: OrderId,
  attemptId: AttemptId,
  customer: Customer | null,
): Promise<StartedPayment | "again"> {
  const intent = await stripe().paymentIntents.retrieve(attemptId, { expand: INTENT_EXPANSION });
  const status = await settleWithEvidence(orderId, [intentEvidence(intent)]);
  if (status === "expired") return "again";
  if (status !== "open") return { ok: false, code: "payment_in_progress", orderId };
  const waits = intent.status === "requires_action" && intent.client_secret;
  return { ok: true, ...(await view(orderId, customer, waits ? { clientSecret: waits } : null)) };
}

async function view(
  orderId: OrderId,
  customer: Customer | null,
  waiting: PaymentCheckout["resume"] = null,
): Promise<PaymentCheckout> {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`order ${orderId} no longer exists`);
  const checkout = paymentView(order, await offersFor(order, customer), waiting);
  return { ...checkout, defaults: await checkoutDefaults(customer, order.cartId) };
}
