import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { resolveLostCharge } from "@/lib/orders/charges/charge.server";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { claimUnresolved } from "@/lib/orders/stored/confirmations.server";
import { stripeFailure } from "@/lib/stripe/failure";
import type { OutcomeAnswer } from "./ask-outcome";

/** Asks Stripe whether an order was paid, and settles it. Null when the order is not this shopper's. Never throws for an outage. */
export async function findPaymentOutcome(orderId: OrderId, shopper: Shopper): Promise<OutcomeAnswer | null> {
  const found = await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order || !owns(shopper, order)) return null;
    return { order, claim: await claimUnresolved(tx, orderId) };
  });
  if (!found) return null;
  const { order, claim } = found;
  if (claim.kind === "running") return "unknown";
  try {
    if (claim.kind === "replay") {
      const made = await resolveLostCharge({ order, confirmation: claim.confirmation, shopper });
      if (made === null) return "not_charged";
    } else if (order.status === "open") await settleOrder(orderId);
  } catch (error) {
    log.error(`checkout: ${stripeFailure(error).message}`);
    return "unknown";
  }
  const [now] = await db().select({ status: orders.status }).from(orders).where(eq(orders.id, orderId));
  return outcomeOf(now?.status ?? order.status);
}

function outcomeOf(status: OrderStatus): OutcomeAnswer {
  if (status === "open") return "open";
  return status === "processing" || hasBeenPaid(status) ? "paid" : "not_charged";
}
