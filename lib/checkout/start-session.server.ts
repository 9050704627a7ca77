import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { OrderId, SessionId } from "@/lib/ids";
import type { Shortage } from "@/lib/inventory/stock.server";
import { quoteRevision, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/evidence";
import { adoptRevision } from "@/lib/orders/quote-revisions.server";
import { settleOrder, settleWithEvidence } from "@/lib/orders/settle.server";
import type { Shopper } from "@/lib/orders/shopper";
import { lockOrder, noteOnTimeline, type OrderRow } from "@/lib/orders/transition.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { couponFor } from "./dynamic-discounts/coupon.server";
import { createElementsSession } from "./elements-session.server";
import { embeddedSessionParams } from "./embedded-session";
import type { SessionRef } from "./hold";
import { type PayAgainResult, reopenOrder } from "./pay-again.server";
import { cancelUnstarted, type Placement, type PlacementResult, placeOrder } from "./place-order.server";
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

type Input = { surface: SessionSurface; shopper: Shopper; locale: Locale; orderId?: string };

/** Another request of this cart that is just creating the session is waited for, this long at most. */
const WAIT_MS = 100;
const MAX_WAITS = 150;

/**
 * From the shopper's cart (or an order of theirs whose payment failed) to an open Checkout Session. One call to Stripe:
 * the creation, or the look at the session that is still open; a changed cart costs a second one that expires the session
 * it replaces, and a discount that Stripe sees for the first time a coupon.
 */
export async function startSession(input: Input): Promise<StartedSession> {
  for (let waits = 0; ; ) {
    const expiresAt = new Date(Date.now() + env().CHECKOUT_HOLD_MINUTES * 60_000);
    const placed = await place(input, expiresAt, waits >= MAX_WAITS);
    if (!placed.ok) return placed;
    if (placed.placement.kind === "wait") {
      waits += 1;
      await sleep(WAIT_MS);
      continue;
    }
    const result = await carryOut(placed.placement, input.surface, expiresAt).catch((error: unknown) => {
      const failure = stripeFailure(error);
      console.error(`checkout: ${failure.message}`);
      const code = failure.code === "amount_too_small" ? failure.code : "stripe_unavailable";
      return { ok: false, code } as const;
    });
    if (result !== "again") return result;
  }
}

async function place(
  { surface, shopper, locale, orderId }: Input,
  expiresAt: Date,
  takeOver: boolean,
): Promise<PlacementResult | PayAgainResult> {
  if (orderId) return reopenOrder({ orderId: orderId as OrderId, surface, shopper, expiresAt });
  const { cartId, customer } = shopper;
  if (!cartId) return { ok: false, code: "cart_empty" };
  return placeOrder({ cartId, customer, surface, locale, expiresAt, takeOver });
}

/** `again`: what was there is over, so a new placement is needed. */
async function carryOut(
  placement: Exclude<Placement, { kind: "wait" }>,
  surface: SessionSurface,
  expiresAt: Date,
): Promise<StartedSession | "again"> {
  if (placement.kind === "reuse") return reuse(placement.session);
  if (placement.replaces) {
    const paying = await endSession(placement.replaces);
    if (paying) {
      await giveUp(placement.order);
      return { ok: false, code: "payment_in_progress", orderId: placement.replaces.orderId };
    }
  }
  try {
    return await createSession(placement.order, placement.attempt, surface, expiresAt);
  } catch (error) {
    // An order that was placed before stays as it is: its shopper can try again.
    if (placement.attempt === 1) await giveUp(placement.order);
    throw error;
  }
}

async function reuse({ orderId, sessionId }: SessionRef): Promise<StartedSession | "again"> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPANSION });
  if (session.status === "open" && session.client_secret) {
    await db().transaction(async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (order?.status === "open") await adoptRevision(tx, order, quoteRevision(session.metadata));
    });
    return { ok: true, clientSecret: session.client_secret, orderId, session };
  }
  const status = await settleWithEvidence(orderId, [sessionEvidence(session)]);
  return status === "expired" ? "again" : { ok: false, code: "payment_in_progress", orderId };
}

/** Expires a session that is no longer wanted. True: too late, the shopper has just paid in it. */
async function endSession({ orderId, sessionId }: SessionRef): Promise<boolean> {
  try {
    const session = await stripe().checkout.sessions.expire(sessionId, { expand: SESSION_EXPANSION });
    await settleWithEvidence(orderId, [sessionEvidence(session)]);
    return false;
  } catch (error) {
    // Only an open session can be expired: this one is complete, or expired by itself.
    if (stripeFailure(error).kind !== "refused") throw error;
    const status = await settleOrder(orderId, { attemptId: sessionId });
    return status !== "expired" && status !== "open";
  }
}

async function createSession(
  order: OrderRow,
  attempt: number,
  surface: SessionSurface,
  expiresAt: Date,
): Promise<StartedSession | "again"> {
  const input: SessionInput = {
    orderId: order.id,
    orderNumber: order.number,
    quote: order.quote,
    locale: order.locale,
    storeUrl: env().STORE_URL,
    expiresAt,
  };
  const idempotencyKey = `${order.id}-${attempt}-${expiresAt.getTime()}`;
  const session =
    surface === "elements"
      ? await createElementsSession(input, idempotencyKey)
      : await stripe().checkout.sessions.create(embeddedSessionParams(input, await couponFor(input.quote)), {
          idempotencyKey,
        });
  const wanted = await recordSession(order.id, session.id as SessionId, new Date(session.expires_at * 1000));
  if (wanted && session.client_secret) {
    return { ok: true, clientSecret: session.client_secret, orderId: order.id, session };
  }
  await stripe().checkout.sessions.expire(session.id);
  return "again";
}

/** False: the order was canceled, or another request has just opened a session for it, so nobody may pay this one. */
async function recordSession(orderId: OrderId, sessionId: SessionId, expiresAt: Date): Promise<boolean> {
  return db().transaction(async (tx) => {
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

async function giveUp({ id }: OrderRow): Promise<void> {
  await db().transaction(async (tx) => {
    const order = await lockOrder(tx, id);
    if (order?.status === "open") await cancelUnstarted(tx, order);
  });
}
