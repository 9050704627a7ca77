import "server-only";
import type Stripe from "stripe";
import type { OrderId } from "@/lib/base/ids";
import { beginPayment } from "@/lib/checkout/core/begin-payment.server";
import type { PayAgainResult } from "@/lib/checkout/core/pay-again.server";
import {
  type CheckoutInput,
  type PlacedCheckout,
  placeCheckout,
} from "@/lib/checkout/core/place-checkout.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import type { Shortage } from "@/lib/inventory/stock.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { AttemptRef } from "@/lib/model/order";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { quoteRevision, SESSION_EXPANSION, sessionEvidence } from "@/lib/orders/settle/evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { carryRevision } from "@/lib/orders/stored/quote-revisions.server";
import { stripe } from "@/lib/stripe/client";
import { idOf } from "@/lib/stripe/expanded";
import { stripeFailure } from "@/lib/stripe/failure";
import { openSession, type SessionSurface } from "./open-session.server";

export type StartedSession =
  | { ok: true; orderId: OrderId; clientSecret: string; session: Stripe.Checkout.Session }
  | {
      ok: false;
      code:
        | "cart_empty"
        | "cart_changed"
        | "cart_total_changed"
        | "not_found"
        | "checkout_busy"
        | "stripe_unavailable"
        | "amount_too_small";
    }
  | { ok: false; code: "out_of_stock"; shortages?: Shortage[] }
  | Extract<PayAgainResult, { code: "price_changed" | "rate_limited" }>
  | { ok: false; code: "payment_in_progress" | "payment_unknown" | "not_payable"; orderId: OrderId };

type Input = CheckoutInput & { surface: SessionSurface };

/** Whom a session is for, and where it brings them back to. */
type Wanted = { customer: Customer | null; storeUrl: string };

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

/** The open session makes way for another. */
async function end(attempt: AttemptRef): Promise<StartedSession | "again"> {
  const paying = await endAttempt(attempt);
  return paying ? { ok: false, code: "payment_in_progress", orderId: attempt.orderId } : "again";
}

async function reuse({ orderId, attemptId }: AttemptRef, wanted: Wanted): Promise<StartedSession | "again"> {
  const session = await stripe().checkout.sessions.retrieve(attemptId, { expand: SESSION_EXPANSION });
  if (session.status === "open" && session.client_secret) {
    if (!isFor(session, wanted)) return end({ orderId, attemptId });
    const isOpen = await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (order?.status !== "open") return false;
      await carryRevision(tx, order, quoteRevision(session.metadata));
      return true;
    });
    return isOpen ? { ok: true, clientSecret: session.client_secret, orderId, session } : "again";
  }
  const status = await settleWithEvidence(orderId, [sessionEvidence(session)]);
  return status === "expired" ? "again" : { ok: false, code: "payment_in_progress", orderId };
}

/**
 * A session brings its shopper back to the address where it was opened, and shows the saved cards of the customer it was
 * opened for: at another address, or once the shopper has signed in, it is of no use.
 */
function isFor(session: Stripe.Checkout.Session, { customer, storeUrl }: Wanted): boolean {
  const isHere = !session.return_url || new URL(session.return_url).origin === new URL(storeUrl).origin;
  const owner = idOf(session.customer);
  if (!customer) return isHere && owner === null;
  return isHere && owner !== null && (customer.stripeCustomerId ?? owner) === owner;
}
