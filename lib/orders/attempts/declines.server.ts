import "server-only";
import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { countOnce, limitsOf, reachedForBank } from "@/lib/limits/count.server";
import type { CheckoutSurface } from "@/lib/model/surface";
import { recordTry } from "@/lib/orders/stored/payment-tries.server";
import { cardRange } from "@/lib/payments/card-range";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";
import { stripeFailure } from "@/lib/stripe/failure";
import { telemetry } from "@/lib/telemetry/tell.server";
import { endAttempt } from "./end-attempt.server";
import { isUnderWay } from "./under-way.server";

/** The charge that was declined. An intent without a charge counts once. */
const declineOf = ({ id, last_payment_error, latest_charge }: Stripe.PaymentIntent): string => {
  const latest = typeof latest_charge === "string" ? latest_charge : latest_charge?.id;
  return last_payment_error?.charge ?? latest ?? id;
};

/** The failed try, named as settling names it. A challenge that was not passed made no charge, whatever was charged before. */
function failedTry(intent: Stripe.PaymentIntent): { id: string; reason: string | null } {
  const { charge, code, decline_code } = intent.last_payment_error ?? {};
  const reason = decline_code ?? code ?? null;
  const isCharged = charge || code !== "payment_intent_authentication_failure";
  const id = isCharged ? declineOf(intent) : intent.id;
  return { id: id === intent.id ? `${id} ${reason}` : id, reason };
}

/**
 * Counts a declined payment once for the order's cart, account, address and network, for the payer's e-mail address and the card's range,
 * whether Stripe's answer or its event comes first. After too many, the order's open payments are ended at Stripe, because cards could be tried there without the store.
 * @param at when the payment was declined
 */
export async function countDecline(orderId: OrderId, intent: Stripe.PaymentIntent, at: Date): Promise<void> {
  const [order] = await db()
    .select({
      cartId: orders.cartId,
      customerId: orders.customerId,
      address: orders.openedFrom,
      network: orders.openedFromNetwork,
      email: orders.email,
      surface: orders.surface,
    })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!order) return;
  const { cartId, customerId, address, network } = order;
  const from = address && network ? { address, network } : null;
  const told = intent.last_payment_error?.payment_method?.type ?? "unknown";
  const { email = order.email, cards, method = told } = await declinedCard(intent, order.surface);
  await recordTry(db(), { ...failedTry(intent), orderId, method, outcome: "failed", at });
  const limits = limitsOf("declinedPayment", {
    shopper: [cartId, customerId],
    mailbox: email,
    from,
    cards,
  });
  const reached = await countOnce(declineOf(intent), limits, at, () =>
    telemetry()?.count("store.payments", { method, outcome: "declined" }),
  );
  const tried = limitsOf("declinedPayment", { cards, from: null });
  if ((await reachedForBank(tried, at)).length > 0) {
    const spree = limitsOf("declinedPayment", { spree: true, from: null });
    await countOnce(`${declineOf(intent)} of a spree`, spree, at);
  }
  if (reached.length > 0) await endOpenAttempts(orderId);
}

/**
 * What is known of the card. Events have nothing of it; Stripe's answer on the store's own form has, and comes with every decline there, so
 * Stripe is asked for the other surfaces alone.
 */
async function declinedCard(
  intent: Stripe.PaymentIntent,
  surface: CheckoutSurface,
): Promise<{ email?: string | undefined; cards?: string | undefined; method?: string | undefined }> {
  const charge = expanded(intent.latest_charge) ?? (surface === "payment" ? null : await readCharge(intent));
  const card = charge?.payment_method_details?.card;
  return {
    email: charge?.billing_details.email ?? undefined,
    method: charge?.payment_method_details?.type,
    ...(card && { cards: cardRange(card) }),
  };
}

async function readCharge(intent: Stripe.PaymentIntent): Promise<Stripe.Charge | null> {
  const id = declineOf(intent);
  if (id === intent.id) return null;
  try {
    return await stripe().charges.retrieve(id);
  } catch (error) {
    // Without it the decline still counts for the cart and the address.
    log.warn(`limits: the card of ${id} could not be read: ${stripeFailure(error).message}`);
    return null;
  }
}

async function endOpenAttempts(orderId: OrderId): Promise<void> {
  const open = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  for (const { attemptId: stripeId } of open) {
    const attemptId = stripeId as AttemptId;
    if (!(await isUnderWay(attemptId))) await endAttempt({ orderId, attemptId });
  }
}
