import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { cartLines, orders } from "@/lib/db/schema";
import { checkStockWithoutLock, type WantedStock } from "@/lib/inventory/stock.server";
import type { Agreement } from "@/lib/model/order";
import type { CheckoutSurface } from "@/lib/model/surface";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { resolveLostCharge } from "@/lib/orders/charges/charge.server";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { endExpiredPayments } from "@/lib/orders/rounds/expired-payments.server";
import { endIdleCheckouts } from "@/lib/orders/rounds/idle-checkouts.server";
import { resolveLostCharges } from "@/lib/orders/rounds/resolve-lost-charges.server";
import { agreeNow } from "@/lib/orders/stored/agreed-texts.server";
import { type CheckoutStart, withStartLease } from "@/lib/orders/stored/checkout-start.server";
import { justPaidOrder } from "@/lib/orders/views/just-paid.server";
import { stripeFailure } from "@/lib/stripe/failure";
import { stockLines } from "./hold";
import { type PayAgainResult, reopenOrder } from "./pay-again.server";
import { abandonStart, type Placement, type PlacementResult, placeOrder } from "./place-order.server";

export type CheckoutInput = {
  surface: CheckoutSurface;
  shopper: Shopper;
  locale: Locale;
  orderId?: string | undefined;
  agreement?: string | undefined;
};

export type PlacedCheckout = {
  ok: true;
  placement: Exclude<Placement, { kind: "wait" | "unresolved" }>;
  expiresAt: Date;
};

const WAIT_MS = 75;
const MAX_WAIT_MS = 15_000;

export type NotPlaced =
  | Extract<PlacementResult | PayAgainResult, { ok: false }>
  | { ok: false; code: "payment_unknown"; orderId: OrderId }
  | { ok: false; code: "checkout_busy" };

/** Places the order to be paid, or finds it. Stripe is asked only about lost answers and about others' payments that hold wanted goods. */
export async function placeCheckout(input: CheckoutInput): Promise<PlacedCheckout | NotPlaced> {
  const deadline = Date.now() + MAX_WAIT_MS;
  let hasLooked = false;
  const texts = await agreeNow(input.locale);
  for (;;) {
    const expiresAt = new Date(Date.now() + env().CHECKOUT_HOLD_MINUTES * 60_000);
    const placed = await place({ ...input, texts }, expiresAt);
    if (!placed.ok && LACKS_GOODS.includes(placed.code) && !hasLooked) {
      hasLooked = true;
      if (await freeStockHeldByOthers(input)) continue;
    }
    if (!placed.ok) return placed;
    const { placement } = placed;
    if (placement.kind === "unresolved") {
      const problem = await resolveFirst(placement, input.shopper);
      if (problem) return problem;
    } else if (placement.kind !== "wait") return { ok: true, placement, expiresAt };
    else if (Date.now() > deadline) return { ok: false, code: "checkout_busy" };
    else await sleep(WAIT_MS);
  }
}

/** Finds out about a charge whose answer was lost. Null when nothing was charged, or the bank still asks, which a new checkout ends. */
async function resolveFirst(
  { order, confirmation }: Extract<Placement, { kind: "unresolved" }>,
  shopper: Shopper,
): Promise<NotPlaced | null> {
  try {
    const resolved = await resolveLostCharge({ order, confirmation, shopper });
    if (!resolved?.ok || resolved.status === "requires_action") return null;
    return { ok: false, code: "payment_in_progress", orderId: order.id };
  } catch (error) {
    log.error(`checkout: ${stripeFailure(error).message}`);
    return { ok: false, code: "payment_unknown", orderId: order.id };
  }
}

const LACKS_GOODS: readonly string[] = ["out_of_stock", "rate_limited"];

async function place(
  { surface, shopper, locale, orderId, agreement, texts }: CheckoutInput & { texts: Agreement | null },
  expiresAt: Date,
): Promise<PlacementResult | PayAgainResult> {
  if (orderId)
    return reopenOrder({ orderId: orderId as OrderId, surface, shopper, expiresAt, agreement, texts });
  const { cartId, customer, from } = shopper;
  if (!cartId) return { ok: false, code: "cart_empty" };
  const placed = await placeOrder({ cartId, customer, surface, locale, expiresAt, from, agreement, texts });
  if (placed.ok || placed.code !== "cart_empty") return placed;
  // The shopper paid and came back, so the order has emptied the cart.
  const paid = await justPaidOrder(db(), cartId);
  return paid ? { ok: false, code: "payment_in_progress", orderId: paid } : placed;
}

const MAX_CHECKED_PAYMENTS = 5;

/** Each idle checkout of another shopper costs two or three calls to Stripe. */
const MAX_IDLE_CHECKOUTS = 10;

/** Ends expired payments and idle checkouts of others that hold the wanted goods. True when stock may be free now. */
async function freeStockHeldByOthers({ shopper, orderId }: CheckoutInput): Promise<boolean> {
  const wanted = await wantedStock(shopper, orderId);
  if (!wanted) return false;
  const { shortages, heldTooMuch } = await checkStockWithoutLock(db(), wanted);
  const lacking = {
    limit: MAX_CHECKED_PAYMENTS,
    variantIds: [...shortages, ...heldTooMuch].map((one) => one.variantId),
  };
  const over = (await endExpiredPayments(lacking)) + (await resolveLostCharges(lacking));
  return over + (await endIdleCheckouts({ limit: MAX_IDLE_CHECKOUTS, wanted, wantedBy: shopper })) > 0;
}

async function wantedStock(
  { cartId, from }: Shopper,
  orderId: string | undefined,
): Promise<WantedStock | undefined> {
  if (orderId) {
    const [order] = await db()
      .select({ quote: orders.quote, cartId: orders.cartId })
      .from(orders)
      .where(eq(orders.id, orderId as OrderId));
    return order && { cartId: order.cartId, lines: stockLines(order.quote), from };
  }
  if (!cartId) return undefined;
  const lines = await db()
    .select({ variantId: cartLines.variantId, quantity: cartLines.quantity })
    .from(cartLines)
    .where(eq(cartLines.cartId, cartId));
  return { cartId, lines, from };
}

/**
 * Ends the payment that a start replaces, then begins the new one. `being_paid` means that the earlier payment was just made.
 * @throws what `begin` throws, and Stripe's errors; the start is abandoned then
 */
export async function beginPayment<Result>(
  start: CheckoutStart,
  begin: () => Promise<Result>,
): Promise<{ kind: "begun"; result: Result } | { kind: "being_paid"; orderId: OrderId }> {
  return withStartLease(start, async () => {
    try {
      if (start.replaces && (await endAttempt(start.replaces))) {
        await abandonStart(start);
        return { kind: "being_paid", orderId: start.replaces.orderId };
      }
      return { kind: "begun", result: await begin() };
    } catch (error) {
      await abandonStart(start);
      throw error;
    }
  });
}
