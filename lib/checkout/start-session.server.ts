import "server-only";
import type Stripe from "stripe";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import type { Customer } from "@/lib/customers/types";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { env } from "@/lib/env";
import type { OrderId, SessionId } from "@/lib/ids";
import type { Shortage } from "@/lib/inventory/stock.server";
import { endAttempt } from "@/lib/orders/end-attempt.server";
import { quoteRevision, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/evidence";
import { carryRevision } from "@/lib/orders/quote-revisions.server";
import { settleWithEvidence } from "@/lib/orders/settle.server";
import { lockOrder, noteOnTimeline, type OrderRow } from "@/lib/orders/transition.server";
import type { AttemptRef } from "@/lib/orders/types";
import { stripe } from "@/lib/stripe/client";
import { idOf } from "@/lib/stripe/expanded";
import { stripeFailure } from "@/lib/stripe/failure";
import { couponFor } from "./dynamic-discounts/coupon.server";
import { createElementsSession } from "./elements-session.server";
import { embeddedSessionParams } from "./embedded-session";
import { type CheckoutInput, type PlacedCheckout, placeCheckout } from "./place-checkout.server";
import { giveUp } from "./place-order.server";
import type { SessionInput } from "./session-parts";
import type { CheckoutSurface } from "./surface";

/** The surfaces whose money a Checkout Session collects. */
export type SessionSurface = Exclude<CheckoutSurface, "payment">;

export type StartedSession =
  | { ok: true; orderId: OrderId; clientSecret: string; session: Stripe.Checkout.Session }
  | {
      ok: false;
      code: "cart_empty" | "cart_changed" | "not_found" | "stripe_unavailable" | "amount_too_small";
    }
  | { ok: false; code: "out_of_stock"; shortages?: Shortage[] }
  | { ok: false; code: "payment_in_progress" | "not_payable"; orderId: OrderId };

type Input = CheckoutInput & { surface: SessionSurface };

/**
 * From the shopper's cart (or an order of theirs whose payment failed) to an open Checkout Session. One call to Stripe:
 * the creation, or the look at the session that is still open; a changed cart costs a second one that expires the session
 * it replaces, and a discount that Stripe sees for the first time a coupon.
 */
export async function startSession(input: Input): Promise<StartedSession> {
  for (;;) {
    const placed = await placeCheckout(input);
    if (!placed.ok) return placed;
    const { placement, expiresAt } = placed;
    const result = await carryOut(placement, expiresAt, input).catch((error: unknown) => {
      const failure = stripeFailure(error);
      console.error(`checkout: ${failure.message}`);
      const code = failure.code === "amount_too_small" ? failure.code : "stripe_unavailable";
      return { ok: false, code } as const;
    });
    if (result !== "again") return result;
  }
}

/** `again`: what was there is over, so a new placement is needed. */
async function carryOut(
  placement: PlacedCheckout["placement"],
  expiresAt: Date,
  { surface, shopper: { customer, storeUrl = env().STORE_URL } }: Input,
): Promise<StartedSession | "again"> {
  if (placement.kind === "ready") throw new Error(`order ${placement.order.id} has no session`);
  if (placement.kind === "reuse") return reuse(placement.attempt, { customer, storeUrl });
  if (placement.replaces) {
    const paying = await endAttempt(placement.replaces);
    if (paying) {
      await giveUp(placement.order.id);
      return { ok: false, code: "payment_in_progress", orderId: placement.replaces.orderId };
    }
  }
  try {
    return await createSession({ ...placement, surface, expiresAt, customer, storeUrl });
  } catch (error) {
    // An order that was placed before stays as it is: its shopper can try again.
    if (placement.attempt === 1) await giveUp(placement.order.id);
    throw error;
  }
}

async function reuse(
  { orderId, attemptId }: AttemptRef,
  wanted: Pick<NewSession, "customer" | "storeUrl">,
): Promise<StartedSession | "again"> {
  const session = await stripe().checkout.sessions.retrieve(attemptId, { expand: SESSION_EXPANSION });
  if (session.status === "open" && session.client_secret) {
    if (!isFor(session, wanted)) {
      const paying = await endAttempt({ orderId, attemptId });
      return paying ? { ok: false, code: "payment_in_progress", orderId } : "again";
    }
    await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (order?.status === "open") await carryRevision(tx, order, quoteRevision(session.metadata));
    });
    return { ok: true, clientSecret: session.client_secret, orderId, session };
  }
  const status = await settleWithEvidence(orderId, [sessionEvidence(session)]);
  return status === "expired" ? "again" : { ok: false, code: "payment_in_progress", orderId };
}

/**
 * A session brings its shopper back to the address where it was opened, and shows the saved cards of the customer it was
 * opened for: at another address, or once the shopper has signed in, it is of no use.
 */
function isFor(
  session: Stripe.Checkout.Session,
  { customer, storeUrl }: Pick<NewSession, "customer" | "storeUrl">,
): boolean {
  const isHere = !session.return_url || new URL(session.return_url).origin === new URL(storeUrl).origin;
  const owner = idOf(session.customer);
  if (!customer) return isHere && owner === null;
  return isHere && owner !== null && (customer.stripeCustomerId ?? owner) === owner;
}

type NewSession = {
  order: OrderRow;
  attempt: number;
  surface: SessionSurface;
  expiresAt: Date;
  customer: Customer | null;
  storeUrl: string;
};

async function createSession(wanted: NewSession): Promise<StartedSession | "again"> {
  const { order, customer } = wanted;
  const session = customer
    ? await withStripeCustomer(customer.id, (id) => createAtStripe(wanted, id))
    : await createAtStripe(wanted, null);
  const expiresAt = new Date(session.expires_at * 1000);
  const isWanted = await recordSession(order.id, session.id as SessionId, expiresAt);
  if (isWanted && session.client_secret) {
    return { ok: true, clientSecret: session.client_secret, orderId: order.id, session };
  }
  await stripe().checkout.sessions.expire(session.id);
  return "again";
}

async function createAtStripe(
  { order, attempt, surface, expiresAt, storeUrl }: NewSession,
  stripeCustomerId: string | null,
): Promise<Stripe.Checkout.Session> {
  const settings = env();
  const input: SessionInput = {
    orderId: order.id,
    orderNumber: order.number,
    quote: order.quote,
    locale: order.locale,
    storeUrl,
    expiresAt,
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
  const idempotencyKey = [order.id, attempt, expiresAt.getTime(), stripeCustomerId].filter(Boolean).join("-");
  if (surface === "elements") return createElementsSession(input, idempotencyKey);
  const params = embeddedSessionParams(input, await couponFor(input.quote));
  return stripe().checkout.sessions.create(params, { idempotencyKey });
}

/** False: the order was canceled, or another request has just opened a session for it, so nobody may pay this one. */
async function recordSession(orderId: OrderId, sessionId: SessionId, expiresAt: Date): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open") return false;
    await tx
      .insert(paymentAttempts)
      .values({ stripeId: sessionId, orderId, expiresAt })
      .onConflictDoNothing();
    await noteOnTimeline(tx, orderId, "store", { code: "payment_started", stripeId: sessionId });
    return true;
  });
}
