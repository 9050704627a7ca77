import "server-only";
import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { OrderId, SessionId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import type { QuoteChange } from "@/lib/checkout/core/quote-change";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import { shippingOptions } from "@/lib/checkout/sessions/session-parts";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { RefusalCode } from "@/lib/model/discount";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { adoptRevisionAndCart } from "@/lib/orders/stored/quote-revisions.server";
import { revisionMetadata } from "@/lib/quote/revision-metadata";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { type Plan, planUpdate, undoPlan } from "./plan-update.server";
import { PREVIEW_VERSION } from "./preview";
import { DISCOUNT_EXPANSION, sessionDifference } from "./session-difference";
import { goodsUpdate, strategyOf } from "./strategy";
import { withSessionLease } from "./update-lease.server";

/** `quote` is the order's own, when the page shows another. `reason` is the shopper's text. */
export type QuoteUpdate =
  | { ok: true; quote: CheckoutQuote }
  | { ok: false; code: RefusalCode; reason: string }
  | { ok: false; code: "quote_changed"; quote: CheckoutQuote }
  | { ok: false; code: "session_closed"; orderId: OrderId }
  | {
      ok: false;
      code:
        | "not_found"
        | "not_served"
        | "amount_too_small"
        | "cart_changed"
        | "out_of_stock"
        | "checkout_busy"
        | "change_not_taken"
        | "stripe_unavailable";
    };

type Input = { sessionId: SessionId; shopper: Shopper; change: QuoteChange };

/**
 * Changes an open session on Checkout Elements by the merchant's rules, one update at a time. Stripe is called twice: the session
 * is read there, never taken from the browser, and updated when needed. The new quote is stored first and Stripe gets its
 * revision, so after a lost answer the next call, or settling, finds out which quote holds. Never throws for an outage.
 */
export async function updateQuote(input: Input): Promise<QuoteUpdate> {
  const orderId = await ownOrder(input);
  if (!orderId) return { ok: false, code: "not_found" };
  for (let attempt = 1; ; attempt += 1) {
    const result = await withSessionLease(input.sessionId, () => updateOnce(input, orderId)).catch(
      unavailable,
    );
    if (result === "busy" || (result === "overtaken" && attempt > 1)) {
      return { ok: false, code: "checkout_busy" };
    }
    if (result !== "overtaken") return result;
  }
}

/** The session's order; null when it is on another surface or another shopper's. */
async function ownOrder({ sessionId, shopper }: Input): Promise<OrderId | null> {
  const [found] = await db()
    .select({ id: orders.id, cartId: orders.cartId, customerId: orders.customerId })
    .from(paymentAttempts)
    .innerJoin(orders, eq(orders.id, paymentAttempts.orderId))
    .where(and(eq(paymentAttempts.stripeId, sessionId), eq(orders.surface, "elements")));
  return found && owns(shopper, found) ? found.id : null;
}

async function updateOnce(
  { sessionId, shopper, change }: Input,
  orderId: OrderId,
): Promise<QuoteUpdate | "overtaken"> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, {
    expand: ["shipping_cost.shipping_rate", DISCOUNT_EXPANSION],
  });
  if (session.status !== "open") return closed(orderId, sessionId);
  const plan = await inTransaction(db(), (tx) =>
    planUpdate(tx, { orderId, session, customer: shopper.customer, change }),
  );
  switch (plan.kind) {
    case "refused":
      return plan.refusal;
    case "closed":
      return { ok: false, code: "session_closed", orderId };
    case "unchanged":
      return { ok: true, quote: plan.view };
    case "send": {
      const failure = await sendToStripe(session, plan);
      return failure ?? commit(orderId, plan, change);
    }
  }
}

async function sendToStripe(
  session: Stripe.Checkout.Session,
  plan: Extract<Plan, { kind: "send" }>,
): Promise<QuoteUpdate | null> {
  const { order, quote } = plan;
  const strategy = strategyOf(session);
  const params = {
    ...goodsUpdate(strategy, quote, plan.taxMoved),
    ...(plan.ratesChanged && { shipping_options: shippingOptions(quote, chosenSpeed(session)) }),
    metadata: revisionMetadata(quote),
  };
  try {
    const updated = await stripe().checkout.sessions.update(
      session.id,
      { ...params, ...(strategy === "preview" && { expand: [DISCOUNT_EXPANSION] }) },
      {
        idempotencyKey: `${order.id}-quote-${quote.revision}`,
        ...(strategy === "preview" && { apiVersion: PREVIEW_VERSION }),
      },
    );
    const difference = sessionDifference(updated, quote);
    if (difference === null) return null;
    log.error(
      `checkout: session ${session.id} did not take revision ${quote.revision} of ${order.id}: ${difference}`,
    );
    return { ok: false, code: "change_not_taken" };
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure.kind === "unavailable") throw error;
    await inTransaction(db(), (tx) => undoPlan(tx, order.id));
    if (failure.code === "amount_too_small") return { ok: false, code: failure.code };
    const now = await settleOrder(order.id, { attemptId: session.id as SessionId });
    if (now !== "open") return { ok: false, code: "session_closed", orderId: order.id };
    throw error;
  }
}

async function commit(
  orderId: OrderId,
  { quote, view }: Extract<Plan, { kind: "send" }>,
  change: QuoteChange,
): Promise<QuoteUpdate | "overtaken"> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open") return { ok: false, code: "session_closed", orderId };
    // Another request took over, so only Stripe knows which quote it has.
    if (order.quote.revision > quote.revision) return "overtaken";
    await adoptRevisionAndCart(tx, order, quote.revision);
    return change.kind === "review"
      ? { ok: false, code: "quote_changed", quote: view }
      : { ok: true, quote: view };
  });
}

async function closed(orderId: OrderId, sessionId: SessionId): Promise<QuoteUpdate> {
  await settleOrder(orderId, { attemptId: sessionId });
  return { ok: false, code: "session_closed", orderId };
}

function unavailable(error: unknown): QuoteUpdate {
  log.error(`checkout: ${stripeFailure(error).message}`);
  return { ok: false, code: "stripe_unavailable" };
}

function chosenSpeed(session: Stripe.Checkout.Session): string | null {
  const rate = session.shipping_cost?.shipping_rate;
  return rate && typeof rate === "object" ? (rate.metadata.speed ?? null) : null;
}
