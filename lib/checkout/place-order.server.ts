import "server-only";
import { and, desc, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { db, type Transaction } from "@/lib/db/client";
import { orders, orderTimeline, paymentAttempts } from "@/lib/db/schema";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { type CartId, newOrderId, newOrderNumber, type SessionId } from "@/lib/ids";
import { findShortages, holdStock, releaseHold, type Shortage } from "@/lib/inventory/stock.server";
import { type OrderRow, transitionOrder } from "@/lib/orders/transition.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import type { Quote } from "@/lib/quote/types";
import { holdEnd, type SessionRef, stockLines } from "./hold";
import type { CheckoutSurface } from "./surface";

/** A session with less life left than this is replaced: the shopper must have time to pay. */
const MIN_SESSION_LIFE_MS = 5 * 60_000;

/** What comes next: a session that may still be open, a new one, or another request that is just making it. */
export type Placement =
  | { kind: "reuse"; session: SessionRef }
  | { kind: "create"; order: OrderRow; attempt: number; replaces: SessionRef | null }
  | { kind: "wait" };

export type PlacementResult =
  | { ok: true; placement: Placement }
  | { ok: false; code: "out_of_stock"; shortages: Shortage[] };

export type PlaceInput = {
  cartId: CartId;
  surface: CheckoutSurface;
  locale: Locale;
  quote: Quote;
  /** When the session will end. */
  expiresAt: Date;
  /** Give up waiting for a request that has not come back with a session. */
  takeOver: boolean;
};

/**
 * Turns a quote into an order with its stock kept, before Stripe is asked for anything. While the cart's open order
 * asks for exactly the same, its session is used again. Checkouts of one cart come one after the other.
 */
export async function placeOrder(input: PlaceInput): Promise<PlacementResult> {
  const { cartId, quote } = input;
  const cartFingerprint = quoteFingerprint(quote);
  return db().transaction(async (tx) => {
    await oneCheckoutAtATime(tx, cartId);
    const current = await openCheckout(tx, cartId, input.surface);
    const session = current?.sessionId ? current : null;
    if (current && !session && !input.takeOver) return placed({ kind: "wait" });
    if (current && session && isSame(current, cartFingerprint, input.locale)) {
      return placed({ kind: "reuse", session: sessionRef(session) });
    }
    const shortages = await findShortages(tx, cartId, stockLines(quote));
    if (shortages.length > 0) return { ok: false, code: "out_of_stock", shortages };

    if (current && !session) await cancelUnstarted(tx, current.order);
    const order = await insertOrder(tx, input, cartFingerprint);
    await holdStock(tx, order.id, stockLines(quote), holdEnd(input.expiresAt));
    return placed({
      kind: "create",
      order,
      attempt: 1,
      replaces: session ? sessionRef(session) : null,
    });
  });
}

const placed = (placement: Placement): PlacementResult => ({ ok: true, placement });

type OpenCheckout = { order: OrderRow; sessionId: string | null; expiresAt: Date | null };

const sessionRef = (current: OpenCheckout): SessionRef => ({
  orderId: current.order.id,
  sessionId: current.sessionId as SessionId,
});

function isSame(current: OpenCheckout, fingerprint: string, locale: Locale): boolean {
  const left = (current.expiresAt?.getTime() ?? 0) - Date.now();
  return (
    current.order.cartFingerprint === fingerprint &&
    current.order.locale === locale &&
    left > MIN_SESSION_LIFE_MS
  );
}

/** An advisory lock, not the cart's row: settling locks the order first and the cart last. */
export async function oneCheckoutAtATime(tx: Transaction, cartId: CartId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`checkout:${cartId}`}, 0))`);
}

/** The cart's newest open order of this surface. One that is being paid again after a failure is not the cart's. */
async function openCheckout(
  tx: Transaction,
  cartId: CartId,
  surface: CheckoutSurface,
): Promise<OpenCheckout | undefined> {
  const finished = tx
    .select({ one: sql`1` })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orders.id),
        inArray(paymentAttempts.status, ["failed", "expired", "processing", "paid"]),
      ),
    );
  const [current] = await tx
    .select({ order: orders, sessionId: paymentAttempts.stripeId, expiresAt: paymentAttempts.expiresAt })
    .from(orders)
    .leftJoin(paymentAttempts, eq(paymentAttempts.orderId, orders.id))
    .where(
      and(
        eq(orders.cartId, cartId),
        eq(orders.surface, surface),
        eq(orders.status, "open"),
        notExists(finished),
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1);
  return current;
}

async function insertOrder(tx: Transaction, input: PlaceInput, cartFingerprint: string): Promise<OrderRow> {
  const { quote } = input;
  const [order] = await tx
    .insert(orders)
    .values({
      id: newOrderId(),
      number: newOrderNumber(),
      surface: input.surface,
      cartId: input.cartId,
      cartFingerprint,
      locale: input.locale,
      currency: quote.currency,
      quote,
      subtotal: quote.subtotal,
      discountTotal: quote.discountTotal,
      shippingTotal: quote.shippingTotal,
      taxTotal: 0,
      total: quote.total,
    })
    .returning();
  if (!order) throw new Error("the order was not stored");
  await tx
    .insert(orderTimeline)
    .values({ orderId: order.id, actor: "shopper", toStatus: "open", detail: { code: "placed" } });
  return order;
}

/** No shopper has a key to pay it; a session that is still on its way to it is expired when it arrives. */
export async function cancelUnstarted(
  tx: Transaction,
  order: Pick<OrderRow, "id" | "status">,
): Promise<void> {
  await transitionOrder(tx, order, "canceled", { actor: "store", detail: { code: "canceled" } });
  await releaseHold(tx, order.id);
  await releaseRedemptions(tx, order.id);
}
