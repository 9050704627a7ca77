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
import type { Agreement, AttemptRef } from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import { type CheckoutSurface, SURFACE_TRAITS } from "@/lib/model/surface";
import { agreeAgain } from "@/lib/orders/stored/agreed-texts.server";
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

/** A session that ends sooner than this is replaced, because the shopper needs time to pay. */
const MIN_SESSION_LIFE_MS = 5 * 60_000;

/**
 * What to do next. `reuse`: a payment may still be open. `end`: one is open at an old price. `ready`: the payment begins when the
 * shopper pays. `create`: follow the start, which also ends an earlier payment. `wait`: another request is opening the checkout.
 * `unresolved`: Stripe may have charged the order, which must be found out first.
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
  | { ok: false; code: "cart_empty" | "cart_changed" | "cart_total_changed" | "not_served" }
  | TooMany;

type PlaceInput = {
  cartId: CartId;
  customer: Customer | null;
  surface: CheckoutSurface;
  locale: Locale;
  expiresAt: Date;
  /** The `quoteFingerprint` of the price that the shopper saw; any other price is answered with `cart_total_changed`. */
  agreement?: string | undefined;
  /** The texts that it is placed under, as `agreeNow` says. */
  texts: Agreement | null;
  from?: Source | null | undefined;
};

/**
 * Prices the cart, and reserves its stock and discounts as an order before Stripe is asked. An open order for exactly the same is
 * used again. Checkouts of one cart run one at a time.
 */
export async function placeOrder(input: PlaceInput): Promise<PlacementResult> {
  const { cartId, customer, locale } = input;
  return inTransaction(db(), async (tx) => {
    await lockCheckout(tx, cartId);
    const found = await openCheckout(tx, cartId);
    const locked = found && (await lockOrder(tx, found.order.id));
    // A session may have been recorded while the lock was waited for, and the first look did not see it.
    const current = found && (await openCheckout(tx, cartId));
    // The order was just paid or ended, so the next look does not find it.
    if (found && (locked?.status !== "open" || current?.order.id !== locked.id))
      return placed({ kind: "wait" });
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
      await agreeAgain(tx, current.order, input.texts);
      if (begun) {
        await markCheckoutActive(tx, current.order.id);
        return placed({ kind: "reuse", attempt: begun });
      }
      if (await renewHolds(tx, current.order, input)) {
        return placed(await beginStart(tx, current.order, unfinished ?? firstStart(current.order, input)));
      }
    }
    const blocking = current && (await blockingConfirmation(tx, current.order));
    if (blocking) return blocking;
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

/** Says how the order's payment begins. When it begins later, only another checkout may have to be ended first. The order must be locked. */
export async function beginStart(tx: Transaction, order: OrderRow, start: NewStart): Promise<Placement> {
  const isMadeLater = SURFACE_TRAITS[order.surface].paymentBegins === "confirmation";
  if (isMadeLater && !start.replaces) return { kind: "ready", order };
  return { kind: "create", order, start: await claimStart(tx, start) };
}

/** The placement when a confirmation may be charging the order, or may have charged it; undefined when there is none. */
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

/** Reserves the quote's discounts. When a limited one ran out since, the order is priced without it. */
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
  const priced = await priceAndReserve(tx, quoteAgain, reservation, quoted);
  if (!priced.ok) throw new Error(`the cart of ${order.id} can no longer be delivered`);
  const { quote } = priced;
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

/** After signing in, a shopper gets another session, with their saved cards. */
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

/** The cart's newest open order. One that is paid again after a failure no longer belongs to the cart. */
export async function openCheckout(q: Queryable, cartId: CartId): Promise<OpenCheckout | undefined> {
  const finished = q
    .select({ one: sql`1` })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orders.id),
        or(
          inArray(paymentAttempts.status, ["failed", "processing", "paid"]),
          // The next try replaces an expired PaymentIntent, and the checkout continues.
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

export const openedFrom = (from: Source | null | undefined) => ({
  openedFrom: from?.address ?? null,
  openedFromNetwork: from?.network ?? null,
});

/** Stores an order that nobody pays yet; its goods are held by whoever begins its payment. */
export async function insertOrder(
  tx: Transaction,
  input: Pick<PlaceInput, "cartId" | "customer" | "surface" | "locale" | "from" | "texts">,
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
      agreement: input.texts,
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

/** Cancels an order that no shopper can pay yet. A session that is still being created for it expires when it is recorded, or by itself. */
async function cancelUnstarted(tx: Transaction, order: Pick<OrderRow, "id" | "status">): Promise<void> {
  await transitionOrder(tx, order, "canceled", { actor: "store", detail: { code: "canceled" } });
  await endStart(tx, order.id);
  await releaseHold(tx, order.id);
  await releaseRedemptions(tx, order.id);
}

/** Ends a start whose payment can't begin. An order that was placed for it is canceled; an older one stays payable. */
export async function abandonStart(start: CheckoutStart): Promise<void> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, start.orderId);
    if (order?.status !== "open" || !(await isStartOf(tx, start))) return;
    if (start.paysAgain) await releaseStart(tx, start);
    else await cancelUnstarted(tx, order);
  });
}
