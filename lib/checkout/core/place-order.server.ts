import "server-only";
import { and, desc, eq, inArray, like, notExists, or, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { type AttemptId, type CartId, newOrderId, newOrderNumber, type OrderId } from "@/lib/base/ids";
import { loadCart } from "@/lib/cart/cart.server";
import type { Cart } from "@/lib/cart/types";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { lockCheckout } from "@/lib/db/locks.server";
import { orders, orderTimeline, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import {
  customerKey,
  quotedRules,
  releaseRedemptions,
  reserveRedemptions,
} from "@/lib/discounts/redemptions.server";
import {
  checkStock,
  findShortages,
  holdStock,
  markCheckoutActive,
  releaseHold,
} from "@/lib/inventory/stock.server";
import type { Shortage } from "@/lib/inventory/stock-arithmetic";
import { timeUntilStockFrees } from "@/lib/inventory/stock-frees.server";
import { lockOrder, type OrderRow, transitionOrder } from "@/lib/lifecycle/transition-order.server";
import type { Source } from "@/lib/limits/source.server";
import type { TooMany } from "@/lib/limits/too-many";
import type { Customer } from "@/lib/model/customer";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { AttemptRef } from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import { type CheckoutSurface, SURFACE_TRAITS } from "@/lib/model/surface";
import {
  type CheckoutStart,
  claimStart,
  endStart,
  isStartOf,
  type NewStart,
  readStart,
  releaseStart,
} from "@/lib/orders/stored/checkout-start.server";
import type { Confirmation } from "@/lib/orders/stored/confirmations.server";
import { claimUnresolved } from "@/lib/orders/stored/confirmations.server";
import { quoteColumns, replaceFirstQuote, storeRevision } from "@/lib/orders/stored/quote-revisions.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { holdEnd, stockLines } from "./hold";
import type { Priced } from "./price.server";
import { priceAndReserve, quoteCart } from "./price.server";

/** A session with less life left than this is replaced: the shopper must have time to pay. */
const MIN_SESSION_LIFE_MS = 5 * 60_000;

/**
 * What comes next: a payment that may still be open, a new one, or another request that is just making it. `end`: a payment that is open at
 * another price than the shopper has agreed to by now. `ready`: the
 * order is there, and on its surface a payment begins only when the shopper pays. `create`: what the start says is done first, which also
 * ends the payment of a checkout before. `unresolved`: Stripe may have charged it, and that is found out before anything
 * takes its place.
 */
export type Placement =
  | { kind: "reuse"; attempt: AttemptRef }
  | { kind: "end"; attempt: AttemptRef }
  | { kind: "ready"; order: OrderRow }
  | { kind: "create"; order: OrderRow; start: CheckoutStart }
  | { kind: "unresolved"; order: OrderRow; confirmation: Confirmation }
  | { kind: "wait" };

export type PlacementResult =
  | { ok: true; placement: Placement }
  | { ok: false; code: "payment_in_progress"; orderId: OrderId }
  | { ok: false; code: "out_of_stock"; shortages?: Shortage[] }
  | { ok: false; code: "cart_empty" | "cart_changed" | "cart_total_changed" }
  | TooMany;

type PlaceInput = {
  cartId: CartId;
  customer: Customer | null;
  surface: CheckoutSurface;
  locale: Locale;
  /** When the session will end. */
  expiresAt: Date;
  /** Names the price that its shopper was shown (`quoteFingerprint`), where it was shown before: `cart_total_changed` at any other. */
  agreement?: string | undefined;
  from?: Source | null | undefined;
};

/**
 * Prices the cart and turns the quote into an order with its stock and its discounts kept, before Stripe is asked for
 * anything. While the cart's open order asks for exactly the same, its session is used again, or made where the process that was at it is
 * gone. Checkouts of one cart come one after the other, and a cart has one at a time, on whichever surface.
 */
export async function placeOrder(input: PlaceInput): Promise<PlacementResult> {
  const { cartId, customer, locale } = input;
  return inTransaction(db(), async (tx) => {
    await lockCheckout(tx, cartId);
    const found = await openCheckout(tx, cartId);
    const locked = found && (await lockOrder(tx, found.order.id));
    // Just now it was paid, or has ended: another look will not find it.
    if (found && locked?.status !== "open") return placed({ kind: "wait" });
    const current = found && locked && { ...found, order: locked };
    const begun = attemptOf(current);
    const unfinished = current && (await readStart(tx, current.order.id));
    if (unfinished?.isAlive) return placed({ kind: "wait" });

    const exceptOrderIds = current ? [current.order.id] : [];
    const cart = await loadCart(tx, cartId);
    const quoted = await quoteCart(tx, cart, { customer, locale, exceptOrderIds });
    if (!cart || !quoted.ok) return quoted.ok ? { ok: false, code: "cart_empty" } : quoted;
    if (isOther(quoted.quote, input)) {
      const paying = current && (await blockingConfirmation(tx, current.order));
      return paying ?? { ok: false, code: "cart_total_changed" };
    }
    if (current && isReusable(current, quoteFingerprint(quoted.quote), input)) {
      if (begun) {
        await markCheckoutActive(tx, current.order.id);
        return placed({ kind: "reuse", attempt: begun });
      }
      if (await renewHolds(tx, current.order, input)) {
        return placed(await beginStart(tx, current.order, unfinished ?? firstStart(current.order, input)));
      }
    }
    const inTheWay = current && (await blockingConfirmation(tx, current.order));
    if (inTheWay) return inTheWay;
    const lines = stockLines(quoted.quote);
    const { shortages, heldTooMuch } = await checkStock(tx, { cartId, lines, from: input.from });
    if (shortages.length > 0) return { ok: false, code: "out_of_stock", shortages };
    if (heldTooMuch.length > 0) return timeUntilStockFrees(tx, { cartId, heldTooMuch, from: input.from });

    if (current && !begun) await cancelUnstarted(tx, current.order);
    const order = await insertOrder(tx, input, quoted.quote, cart.asked);
    await holdStock(tx, order.id, stockLines(quoted.quote), holdEnd(input.expiresAt));
    const kept = await reserveDiscounts(tx, order, cart, quoted, { ...input, exceptOrderIds });
    if (isOther(kept.quote, input)) {
      await cancelUnstarted(tx, kept);
      return { ok: false, code: "cart_total_changed" };
    }
    const replaces = begun ?? unfinished?.replaces ?? null;
    return placed(await beginStart(tx, kept, { ...firstStart(kept, input), replaces }));
  });
}

function firstStart(order: OrderRow, { expiresAt }: Pick<PlaceInput, "expiresAt">): NewStart {
  return {
    orderId: order.id,
    number: 1,
    sessionEndsAt: expiresAt,
    replaces: null,
    paysAgain: false,
    resumed: false,
  };
}

/** In the order's lock. Where a payment begins only when the shopper pays, there may be nothing to do but to end another checkout. */
export async function beginStart(tx: Transaction, order: OrderRow, start: NewStart): Promise<Placement> {
  const isMadeLater = SURFACE_TRAITS[order.surface].paymentBegins === "confirmation";
  if (isMadeLater && !start.replaces) return { kind: "ready", order };
  return { kind: "create", order, start: await claimStart(tx, start) };
}

/** A confirmation that blocks this order: it is being charged, or may have been. Undefined when there is none. */
export async function blockingConfirmation(
  tx: Transaction,
  order: OrderRow,
): Promise<Extract<PlacementResult, { ok: true } | { code: "payment_in_progress" }> | undefined> {
  const found = await claimUnresolved(tx, order.id);
  switch (found.kind) {
    case "running":
      return { ok: false, code: "payment_in_progress", orderId: order.id };
    case "replay":
      return placed({ kind: "unresolved", order, confirmation: found.confirmation });
    case "free":
      return undefined;
  }
}

/** Renews the holds of goods and discounts of a checkout that is opened again. False when they are no longer available. */
async function renewHolds(tx: Transaction, order: OrderRow, { cartId, customer, expiresAt }: PlaceInput) {
  const lines = stockLines(order.quote);
  if ((await findShortages(tx, cartId, lines)).length > 0) return false;
  const reserved = await reserveRedemptions(tx, {
    orderId: order.id,
    ruleIds: quotedRules(order.quote),
    customerKey: customerKey(customer?.id ?? null, cartId),
    expiresAt: holdEnd(expiresAt),
  });
  if (reserved.ok) await holdStock(tx, order.id, lines, holdEnd(expiresAt));
  return reserved.ok;
}

/** Reserves the quote's discounts. If the last of one was taken since it was quoted, the order is priced without it. */
async function reserveDiscounts(
  tx: Transaction,
  order: OrderRow,
  cart: Cart,
  quoted: Priced,
  { customer, locale, expiresAt, exceptOrderIds }: PlaceInput & { exceptOrderIds: OrderId[] },
): Promise<OrderRow> {
  if (quotedRules(order.quote).length === 0) return order;
  const quoteAgain = async () => {
    const again = await quoteCart(tx, cart, {
      customer,
      locale,
      exceptOrderIds: [...exceptOrderIds, order.id],
    });
    if (!again.ok) throw new Error(`the cart of ${order.id} can no longer be quoted: ${again.code}`);
    return again;
  };
  const reservation = {
    orderId: order.id,
    customerKey: customerKey(customer?.id ?? null, cart.id),
    replacesOrderId: exceptOrderIds[0],
    expiresAt: holdEnd(expiresAt),
  };
  const { quote } = await priceAndReserve(tx, quoteAgain, reservation, quoted);
  const isSameQuote = quoteFingerprint(quote) === order.cartFingerprint;
  return isSameQuote ? order : replaceFirstQuote(tx, order, quote, cart.asked);
}

const isOther = (quote: Quote, { agreement }: PlaceInput) =>
  agreement !== undefined && agreement !== quoteFingerprint(quote);

const placed = (placement: Placement) => ({ ok: true, placement }) as const;

type OpenCheckout = { order: OrderRow; attemptId: string | null; expiresAt: Date | null };

function attemptOf(current: OpenCheckout | undefined): AttemptRef | null {
  if (!current?.attemptId) return null;
  return { orderId: current.order.id, attemptId: current.attemptId as AttemptId };
}

/** Whether the open session suits this shopper. After signing in they get another one, with their saved cards. */
function isReusable(
  current: OpenCheckout,
  fingerprint: string,
  { locale, surface, customer }: PlaceInput,
): boolean {
  const left = current.expiresAt ? current.expiresAt.getTime() - Date.now() : Number.POSITIVE_INFINITY;
  return (
    current.order.cartFingerprint === fingerprint &&
    current.order.locale === locale &&
    current.order.surface === surface &&
    current.order.customerId === (customer?.id ?? null) &&
    left > MIN_SESSION_LIFE_MS
  );
}

/** The cart's newest open order. One that is being paid again after a failure is not the cart's. */
export async function openCheckout(q: Queryable, cartId: CartId): Promise<OpenCheckout | undefined> {
  const finished = q
    .select({ one: sql`1` })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orders.id),
        or(
          inArray(paymentAttempts.status, ["failed", "processing", "paid"]),
          // A PaymentIntent makes way for the shopper's next try; the checkout goes on.
          and(eq(paymentAttempts.status, "expired"), like(paymentAttempts.stripeId, "cs\\_%")),
        ),
      ),
    );
  const [current] = await q
    .select({ order: orders, attemptId: paymentAttempts.stripeId, expiresAt: paymentAttempts.expiresAt })
    .from(orders)
    .leftJoin(
      paymentAttempts,
      and(eq(paymentAttempts.orderId, orders.id), eq(paymentAttempts.status, "open")),
    )
    .where(and(eq(orders.cartId, cartId), eq(orders.status, "open"), notExists(finished)))
    .orderBy(desc(orders.createdAt), desc(paymentAttempts.createdAt))
    .limit(1);
  return current;
}

/** Of the order's row: where its unpaid goods and its declined payments are counted. */
export const openedFrom = (from: Source | null | undefined) => ({
  openedFrom: from?.address ?? null,
  openedFromNetwork: from?.network ?? null,
});

async function insertOrder(
  tx: Transaction,
  input: PlaceInput,
  quote: Quote,
  asked: AskedDiscounts,
): Promise<OrderRow> {
  const [order] = await tx
    .insert(orders)
    .values({
      id: newOrderId(),
      number: newOrderNumber(),
      surface: input.surface,
      cartId: input.cartId,
      customerId: input.customer?.id ?? null,
      locale: input.locale,
      ...openedFrom(input.from),
      currency: quote.currency,
      ...quoteColumns(quote),
    })
    .returning();
  if (!order) throw new Error("the order was not stored");
  await storeRevision(tx, order.id, quote, asked);
  await tx
    .insert(orderTimeline)
    .values({ orderId: order.id, actor: "shopper", toStatus: "open", detail: { code: "placed" } });
  return order;
}

/**
 * No shopper has a key to pay it. A session that is still on its way to it is expired when it arrives, and one that a process made before it
 * was stopped runs out unseen.
 */
async function cancelUnstarted(tx: Transaction, order: Pick<OrderRow, "id" | "status">): Promise<void> {
  await transitionOrder(tx, order, "canceled", { actor: "store", detail: { code: "canceled" } });
  await endStart(tx, order.id);
  await releaseHold(tx, order.id);
  await releaseRedemptions(tx, order.id);
}

/**
 * Ends a start whose payment can't begin. An order that was placed for it is canceled; one that existed before stays,
 * so that its shopper can try again.
 */
export async function abandonStart(start: CheckoutStart): Promise<void> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, start.orderId);
    if (order?.status !== "open" || !(await isStartOf(tx, start))) return;
    if (start.paysAgain) await releaseStart(tx, start);
    else await cancelUnstarted(tx, order);
  });
}
