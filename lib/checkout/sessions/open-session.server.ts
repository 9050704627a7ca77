import "server-only";
import { and, eq, ne } from "drizzle-orm";
import Stripe from "stripe";
import type { OrderId, SessionId } from "@/lib/base/ids";
import { createElementsSession } from "@/lib/checkout/elements/create-session.server";
import { embeddedSessionParams } from "@/lib/checkout/embedded/embedded-checkout.server";
import { env } from "@/lib/config/env";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder, noteOnTimeline, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { CheckoutSurface } from "@/lib/model/surface";
import { type CheckoutStart, endStart, renumberStart } from "@/lib/orders/stored/checkout-start.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { couponFor } from "./coupon.server";
import type { SessionInput } from "./session-parts";

/** The surfaces whose money a Checkout Session collects. */
export type SessionSurface = Exclude<CheckoutSurface, "payment">;

/** Stripe makes no session with less life than thirty minutes; a request takes a while. */
const SHORTEST_LIFE_MS = 30.5 * 60_000;

type NewSession = {
  order: OrderRow;
  start: CheckoutStart;
  surface: SessionSurface;
  /** The end of a session that is asked for now. */
  expiresAt: Date;
  customer: Customer | null;
  /** Where the shopper comes back to. */
  storeUrl: string;
};

/**
 * The order's Checkout Session, created and written down. A start that another process has begun is gone on with under its idempotency key,
 * so that a session which that process made is this one.
 *
 * @returns null when nobody may pay it: the order is over, or has another session by now. @throws Stripe's errors.
 */
export async function openSession(wanted: NewSession): Promise<Stripe.Checkout.Session | null> {
  const session = await createOnce(wanted);
  const expiresAt = new Date(session.expires_at * 1000);
  if (await recordSession(wanted.order.id, session.id as SessionId, expiresAt)) return session;
  await stripe()
    .checkout.sessions.expire(session.id)
    .catch((error: unknown) => {
      // It is over already.
      if (stripeFailure(error).kind !== "refused") throw error;
    });
  return null;
}

async function createOnce(wanted: NewSession): Promise<Stripe.Checkout.Session> {
  const { start, expiresAt } = wanted;
  const anew = async () => create({ ...wanted, start: await renumberStart(start, expiresAt) });
  if (!start.resumed) return create(wanted);
  if (start.sessionEndsAt.getTime() - Date.now() < SHORTEST_LIFE_MS) return anew();
  try {
    return await create(wanted);
  } catch (error) {
    // What the other process asked for was something else, as the store has been deployed anew, say.
    const isOther = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode !== 409;
    if (isOther) return anew();
    throw error;
  }
}

async function create(wanted: NewSession): Promise<Stripe.Checkout.Session> {
  const { customer } = wanted;
  if (!customer) return createAtStripe(wanted, null);
  return withStripeCustomer(customer.id, (id) => createAtStripe(wanted, id));
}

async function createAtStripe(
  { order, start, surface, storeUrl }: NewSession,
  stripeCustomerId: string | null,
): Promise<Stripe.Checkout.Session> {
  const settings = env();
  const input: SessionInput = {
    orderId: order.id,
    orderNumber: order.number,
    quote: order.quote,
    locale: order.locale,
    storeUrl,
    expiresAt: start.sessionEndsAt,
    customer: stripeCustomerId
      ? {
          stripeCustomerId,
          savedMethods: {
            redisplay: settings.SAVED_METHODS_REDISPLAY,
            save: settings.SAVED_METHODS_SAVE,
            remove: settings.SAVED_METHODS_REMOVE,
          },
        }
      : null,
    settings: {
      billingAddress: settings.BILLING_ADDRESS_COLLECTION,
      save: settings.PAYMENT_SAVE,
    },
  };
  // A customer that was deleted at Stripe is replaced, and the session is then another.
  const key = [order.id, start.number, start.sessionEndsAt.getTime(), stripeCustomerId];
  const idempotencyKey = key.filter(Boolean).join("-");
  if (surface === "elements") return createElementsSession(input, idempotencyKey);
  const params = embeddedSessionParams(input, await couponFor(input.quote));
  return stripe().checkout.sessions.create(params, { idempotencyKey });
}

/** False: the order is over, or another request has opened a session for it, so nobody may pay this one. */
async function recordSession(orderId: OrderId, sessionId: SessionId, expiresAt: Date): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open") return false;
    const open = and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open"));
    const others = await tx
      .select({ id: paymentAttempts.stripeId })
      .from(paymentAttempts)
      .where(and(open, ne(paymentAttempts.stripeId, sessionId)));
    if (others.length > 0) return false;
    const added = await tx
      .insert(paymentAttempts)
      .values({ stripeId: sessionId, orderId, expiresAt })
      .onConflictDoNothing()
      .returning({ id: paymentAttempts.stripeId });
    await endStart(tx, orderId);
    if (added.length > 0) {
      await noteOnTimeline(tx, orderId, "store", { code: "payment_started", stripeId: sessionId });
    }
    return true;
  });
}
