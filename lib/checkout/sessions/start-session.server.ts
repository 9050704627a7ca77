import "server-only";
import { and, eq, ne } from "drizzle-orm";
import Stripe from "stripe";
import type { OrderId, SessionId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import {
  beginPayment,
  type CheckoutInput,
  type NotPlaced,
  type PlacedCheckout,
  placeCheckout,
} from "@/lib/checkout/core/place-checkout.server";
import { env } from "@/lib/config/env";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { AttemptRef } from "@/lib/model/order";
import type { CheckoutSurface } from "@/lib/model/surface";
import { asksBank } from "@/lib/orders/attempts/asks-bank.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { type CheckoutStart, endStart, renumberStart } from "@/lib/orders/stored/checkout-start.server";
import { adoptRevisionAndCart } from "@/lib/orders/stored/quote-revisions.server";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { stripe } from "@/lib/stripe/client";
import { idOf } from "@/lib/stripe/expanded";
import { stripeFailure } from "@/lib/stripe/failure";
import type { SessionInput } from "./session-parts";

export type StartedSession =
  | { ok: true; orderId: OrderId; clientSecret: string; session: Stripe.Checkout.Session }
  | NotPlaced
  | { ok: false; code: "stripe_unavailable" | "amount_too_small" };

export type SessionSurface = {
  name: CheckoutSurface;
  /** Creates the session; the same key returns the same session. Throws Stripe's errors. */
  createSession(input: SessionInput, idempotencyKey: string): Promise<Stripe.Checkout.Session>;
};

export type SessionStart = Omit<CheckoutInput, "surface">;

type Wanted = { customer: Customer | null; storeUrl: string };

/** Opens a Checkout Session, or finds the open one, with one call to Stripe; another to expire a replaced session, another for a new coupon. */
export async function startSession(surface: SessionSurface, input: SessionStart): Promise<StartedSession> {
  for (;;) {
    const placed = await placeCheckout({ ...input, surface: surface.name });
    if (!placed.ok) return placed;
    const { placement, expiresAt } = placed;
    const result = await startPlaced(surface, placement, expiresAt, input).catch((error: unknown) => {
      const failure = stripeFailure(error);
      log.error(`checkout: ${failure.message}`);
      const code = failure.code === "amount_too_small" ? failure.code : "stripe_unavailable";
      return { ok: false, code } as const;
    });
    if (result !== "again") return result;
  }
}

/** `again` means that the placement is out of date, so a new one is needed. */
async function startPlaced(
  surface: SessionSurface,
  placement: PlacedCheckout["placement"],
  expiresAt: Date,
  { shopper: { customer, storeUrl = env().STORE_URL } }: SessionStart,
): Promise<StartedSession | "again"> {
  switch (placement.kind) {
    case "ready":
      throw new Error(`order ${placement.order.id} has no session`);
    case "end":
      return end(placement.attempt);
    case "reuse":
      return reuse(placement.attempt, { customer, storeUrl });
    case "create": {
      const { order, start } = placement;
      const begun = await beginPayment(start, () =>
        openSession({ order, start, surface, expiresAt, customer, storeUrl }),
      );
      if (begun.kind === "being_paid")
        return { ok: false, code: "payment_in_progress", orderId: begun.orderId };
      const session = begun.result;
      if (!session?.client_secret) return "again";
      return { ok: true, clientSecret: session.client_secret, orderId: order.id, session };
    }
  }
}

async function end(attempt: AttemptRef): Promise<StartedSession | "again"> {
  const paying = await endAttempt(attempt);
  return paying ? { ok: false, code: "payment_in_progress", orderId: attempt.orderId } : "again";
}

async function reuse({ orderId, attemptId }: AttemptRef, wanted: Wanted): Promise<StartedSession | "again"> {
  const session = await stripe().checkout.sessions.retrieve(attemptId, { expand: SESSION_EXPANSION });
  if (session.status === "open" && session.client_secret) {
    if (!isUsableFor(session, wanted)) return end({ orderId, attemptId });
    const isOpen = await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (order?.status !== "open") return false;
      await adoptRevisionAndCart(tx, order, quoteRevision(session.metadata));
      return true;
    });
    return isOpen ? { ok: true, clientSecret: session.client_secret, orderId, session } : "again";
  }
  const status = await settleWithEvidence(orderId, [sessionEvidence(session)]);
  return status === "expired" ? "again" : { ok: false, code: "payment_in_progress", orderId };
}

/** A session returns to the address where it was opened and shows its customer's cards, so it is useless at another address or after signing in. */
function isUsableFor(session: Stripe.Checkout.Session, { customer, storeUrl }: Wanted): boolean {
  const isHere = !session.return_url || new URL(session.return_url).origin === new URL(storeUrl).origin;
  const owner = idOf(session.customer);
  if (!customer) return isHere && owner === null;
  return isHere && owner !== null && (customer.stripeCustomerId ?? owner) === owner;
}

/** Stripe's minimum is thirty minutes, and the request itself takes a while. */
const SHORTEST_LIFE_MS = 30.5 * 60_000;

type NewSession = {
  order: OrderRow;
  start: CheckoutStart;
  surface: SessionSurface;
  expiresAt: Date;
  customer: Customer | null;
  storeUrl: string;
};

/**
 * Creates the order's session and records it. After a crash the same key returns the session that was made. Null when the order
 * is over or has another session. Throws Stripe's errors.
 */
async function openSession(wanted: NewSession): Promise<Stripe.Checkout.Session | null> {
  const session = await createOnce(wanted);
  const expiresAt = new Date(session.expires_at * 1000);
  if (await recordSession(wanted.order.id, session.id as SessionId, expiresAt)) return session;
  await stripe()
    .checkout.sessions.expire(session.id)
    .catch((error: unknown) => {
      if (stripeFailure(error).kind !== "refused") throw error;
    });
  return null;
}

async function createOnce(wanted: NewSession): Promise<Stripe.Checkout.Session> {
  const { start, expiresAt } = wanted;
  const createAgain = async () => create({ ...wanted, start: await renumberStart(start, expiresAt) });
  if (!start.resumed) return create(wanted);
  if (start.sessionEndsAt.getTime() - Date.now() < SHORTEST_LIFE_MS) return createAgain();
  try {
    return await create(wanted);
  } catch (error) {
    // Another process sent other parameters under this key, for example before a deployment.
    const isOther = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode !== 409;
    if (isOther) return createAgain();
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
      asksBank: await asksBank(order, null),
    },
  };
  // When a deleted Stripe customer is replaced, the session must be a new one.
  const key = [order.id, start.number, start.sessionEndsAt.getTime(), stripeCustomerId];
  const idempotencyKey = key.filter(Boolean).join("-");
  return surface.createSession(input, idempotencyKey);
}

/** Records a session; false when the order is over or has another session, so that this one must not be paid. */
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
      await addToTimeline(tx, orderId, "store", { code: "payment_started", stripeId: sessionId });
    }
    return true;
  });
}
