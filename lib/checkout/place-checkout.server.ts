import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { OrderId } from "@/lib/ids";
import { justPaidOrder } from "@/lib/orders/just-paid.server";
import type { Shopper } from "@/lib/orders/shopper";
import { stripeFailure } from "@/lib/stripe/failure";
import { type PayAgainResult, reopenOrder } from "./pay-again.server";
import { resolveLostCharge } from "./payment/charge.server";
import { type Placement, type PlacementResult, placeOrder } from "./place-order.server";
import type { CheckoutSurface } from "./surface";

/** What a shopper wants paid: their cart, or an order of theirs whose payment failed. */
export type CheckoutInput = {
  surface: CheckoutSurface;
  shopper: Shopper;
  locale: Locale;
  orderId?: string | undefined;
};

export type PlacedCheckout = {
  ok: true;
  placement: Exclude<Placement, { kind: "wait" | "unresolved" }>;
  /** Until when the goods are kept, less the grace. */
  expiresAt: Date;
};

/** Another request of this cart that is just opening the checkout is waited for, this long at most. */
const WAIT_MS = 75;
const MAX_WAIT_MS = 15_000;

type NotPlaced =
  | Extract<PlacementResult | PayAgainResult, { ok: false }>
  | { ok: false; code: "stripe_unavailable" | "checkout_busy" };

/** The order that is to be paid, placed or found again. Stripe is asked only for an answer that was lost. */
export async function placeCheckout(input: CheckoutInput): Promise<PlacedCheckout | NotPlaced> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const expiresAt = new Date(Date.now() + env().CHECKOUT_HOLD_MINUTES * 60_000);
    const placed = await place(input, expiresAt);
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

/** Null: nothing was charged, or the shopper's bank still asks, which a new checkout ends. */
async function resolveFirst(
  { order, confirmation }: Extract<Placement, { kind: "unresolved" }>,
  shopper: Shopper,
): Promise<NotPlaced | null> {
  try {
    const resolved = await resolveLostCharge(shopper, order, confirmation);
    if (!resolved?.ok || resolved.status === "requires_action") return null;
    return { ok: false, code: "payment_in_progress", orderId: order.id };
  } catch (error) {
    console.error(`checkout: ${stripeFailure(error).message}`);
    return { ok: false, code: "stripe_unavailable" };
  }
}

async function place(
  { surface, shopper, locale, orderId }: CheckoutInput,
  expiresAt: Date,
): Promise<PlacementResult | PayAgainResult> {
  if (orderId) return reopenOrder({ orderId: orderId as OrderId, surface, shopper, expiresAt });
  const { cartId, customer } = shopper;
  if (!cartId) return { ok: false, code: "cart_empty" };
  const placed = await placeOrder({ cartId, customer, surface, locale, expiresAt });
  if (placed.ok || placed.code !== "cart_empty") return placed;
  // A page that was left to pay and came back: its order has emptied the cart.
  const paid = await justPaidOrder(db(), cartId);
  return paid ? { ok: false, code: "payment_in_progress", orderId: paid } : placed;
}
