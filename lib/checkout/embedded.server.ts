import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Locale } from "@/i18n/routing";
import { loadCart } from "@/lib/cart/cart.server";
import { db } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { OrderId, SessionId } from "@/lib/ids";
import type { Shortage } from "@/lib/inventory/stock.server";
import { SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/evidence";
import { settleOrder, settleWithEvidence } from "@/lib/orders/settle.server";
import type { Shopper } from "@/lib/orders/shopper";
import { lockOrder, noteOnTimeline, type OrderRow } from "@/lib/orders/transition.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { embeddedSessionParams } from "./embedded-session";
import type { SessionRef } from "./hold";
import { reopenOrder } from "./pay-again.server";
import { cancelUnstarted, type Placement, placeOrder } from "./place-order.server";
import { quoteCart } from "./quote-cart.server";

export type EmbeddedCheckout =
  | { ok: true; clientSecret: string; orderId: OrderId }
  | { ok: false; code: "cart_empty" | "cart_changed" | "not_found" | "stripe_unavailable" }
  | { ok: false; code: "out_of_stock"; shortages?: Shortage[] }
  | { ok: false; code: "payment_in_progress" | "not_payable"; orderId: OrderId };

type Input = { shopper: Shopper; locale: Locale; orderId?: string };

/** Another request of this cart that is just creating the session is waited for, this long at most. */
const WAIT_MS = 100;
const MAX_WAITS = 150;

/**
 * From the shopper's cart (or an order of theirs whose payment failed) to the client secret of an open Checkout
 * Session. One call to Stripe: the creation, or the look at the session that is still open; a changed cart costs a
 * second one that expires the session it replaces.
 */
export async function startEmbeddedCheckout(input: Input): Promise<EmbeddedCheckout> {
  for (let waits = 0; ; ) {
    const expiresAt = new Date(Date.now() + env().CHECKOUT_HOLD_MINUTES * 60_000);
    const placed = await place(input, expiresAt, waits >= MAX_WAITS);
    if (!placed.ok) return placed;
    if (placed.placement.kind === "wait") {
      waits += 1;
      await sleep(WAIT_MS);
      continue;
    }
    const result = await carryOut(placed.placement, expiresAt).catch((error: unknown) => {
      const failure = stripeFailure(error);
      console.error(`embedded checkout: ${failure.message}`);
      return { ok: false, code: "stripe_unavailable" } as const;
    });
    if (result !== "again") return result;
  }
}

async function place({ shopper, locale, orderId }: Input, expiresAt: Date, takeOver: boolean) {
  if (orderId) return reopenOrder(orderId as OrderId, shopper, expiresAt);
  const { cartId } = shopper;
  if (!cartId) return { ok: false, code: "cart_empty" } as const;
  const quoted = quoteCart(await loadCart(db(), cartId), locale);
  if (!quoted.ok) return quoted;
  return placeOrder({ cartId, surface: "embedded", locale, quote: quoted.quote, expiresAt, takeOver });
}

/** `again`: what was there is over, so a new placement is needed. */
async function carryOut(
  placement: Exclude<Placement, { kind: "wait" }>,
  expiresAt: Date,
): Promise<EmbeddedCheckout | "again"> {
  if (placement.kind === "reuse") return reuse(placement.session);
  if (placement.replaces) {
    const paying = await endSession(placement.replaces);
    if (paying) {
      await giveUp(placement.order);
      return { ok: false, code: "payment_in_progress", orderId: placement.replaces.orderId };
    }
  }
  try {
    return await createSession(placement.order, placement.attempt, expiresAt);
  } catch (error) {
    // An order that was placed before stays as it is: its shopper can try again.
    if (placement.attempt === 1) await giveUp(placement.order);
    throw error;
  }
}

async function reuse({ orderId, sessionId }: SessionRef): Promise<EmbeddedCheckout | "again"> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPANSION });
  if (session.status === "open" && session.client_secret) {
    return { ok: true, clientSecret: session.client_secret, orderId };
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
    const status = await settleOrder(orderId, { sessionId });
    return status !== "expired" && status !== "open";
  }
}

async function createSession(
  order: OrderRow,
  attempt: number,
  expiresAt: Date,
): Promise<EmbeddedCheckout | "again"> {
  const session = await stripe().checkout.sessions.create(
    embeddedSessionParams({
      orderId: order.id,
      orderNumber: order.number,
      quote: order.quote,
      locale: order.locale,
      storeUrl: env().STORE_URL,
      expiresAt,
    }),
    { idempotencyKey: `${order.id}-${attempt}-${expiresAt.getTime()}` },
  );
  const wanted = await recordSession(order.id, session.id as SessionId, new Date(session.expires_at * 1000));
  if (wanted && session.client_secret) {
    return { ok: true, clientSecret: session.client_secret, orderId: order.id };
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
