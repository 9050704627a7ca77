import "server-only";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import { authorizedPayment } from "@/lib/orders/attempts/authorized.server";
import { stripeSaysOf } from "@/lib/orders/attempts/stripe-says.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { stripeFailure } from "@/lib/stripe/failure";
import { offeredActs } from "./acts";

/** What waits for a decision about an order, and what can be decided; null when there is no such order. Amounts are minor units. */
export async function loadOrderDesk(orderNumber: string) {
  const file = await orderFile(orderNumber);
  if (!file) return null;
  const { order } = file;
  const open = file.reasons.filter(({ answeredAt }) => answeredAt === null);
  const authorized =
    order.status === "processing" ? await unlessStripeIsDown(() => authorizedPayment(order.id)) : null;
  const acts = offeredActs({
    status: order.status,
    reasons: open.map(({ reason }) => reason),
    isSent: file.shipment?.status === "sent",
    isAuthorized: authorized !== null,
  });
  // Asked only where somebody has to decide by it.
  const stripeSays = open.length === 0 ? [] : await stripeSaysOf(order.id).catch(unknownToStripe);
  return {
    ...{ order, open, authorized, acts, stripeSays, refundable: file.refundable },
    isPaid: hasBeenPaid(order.status),
  };
}

/** Stripe is away, or knows nothing of the payment: one has to decide without it. */
function unknownToStripe(error: unknown): null {
  stripeFailure(error);
  return null;
}

export type OrderDesk = NonNullable<Awaited<ReturnType<typeof loadOrderDesk>>>;
