import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { db, type Transaction } from "@/lib/db/client";
import { lockCheckout } from "@/lib/db/locks.server";
import { orders, paymentAttempts, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { reserveAgain } from "@/lib/discounts/redemptions.server";
import type { AttemptId, OrderId } from "@/lib/ids";
import { findShortages, holdStock, type Shortage } from "@/lib/inventory/stock.server";
import { owns, type Shopper } from "@/lib/orders/shopper";
import { lockOrder, type OrderRow, transitionOrder } from "@/lib/orders/transition.server";
import { canPay } from "@/lib/orders/transitions";
import { readStart } from "./checkout-start.server";
import { holdEnd, stockLines } from "./hold";
import { confirmationInTheWay, type PlacementResult, toBegin } from "./place-order.server";
import type { CheckoutSurface } from "./surface";

export type PayAgainResult =
  | Extract<PlacementResult, { ok: true } | { code: "payment_in_progress" }>
  | { ok: false; code: "out_of_stock"; shortages: Shortage[] }
  | { ok: false; code: "not_payable" | "cart_changed"; orderId: OrderId }
  | { ok: false; code: "not_found" };

/**
 * Makes an order whose payment failed or ran out payable again, at the price it was placed at. Somebody else's order
 * and none at all are both `not_found`; `cart_changed` when one of its prices is no longer sold, or one of its
 * discounts used up.
 */
export async function reopenOrder({
  orderId,
  surface,
  shopper,
  expiresAt,
}: {
  orderId: OrderId;
  surface: CheckoutSurface;
  shopper: Shopper;
  expiresAt: Date;
}): Promise<PayAgainResult> {
  return inTransaction(db(), async (tx) => {
    const [known] = await tx
      .select({ id: orders.id, cartId: orders.cartId, customerId: orders.customerId })
      .from(orders)
      .where(eq(orders.id, orderId));
    if (!known || !owns(shopper, known)) return { ok: false, code: "not_found" };
    await lockCheckout(tx, known.cartId);
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "not_found" };
    if (!canPay(order.status)) return { ok: false, code: "not_payable", orderId };
    const inTheWay = await confirmationInTheWay(tx, order);
    if (inTheWay) return inTheWay;

    const unfinished = await readStart(tx, orderId);
    if (unfinished?.isAlive) return { ok: true, placement: { kind: "wait" } };

    const attempts = await tx
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, orderId))
      .orderBy(desc(paymentAttempts.createdAt));
    const open = attempts.find((attempt) => attempt.status === "open");
    if (open) {
      // Its session belongs to another page, which the order leads to.
      if (order.surface !== surface) return { ok: false, code: "not_payable", orderId };
      const attempt = { orderId, attemptId: open.stripeId as AttemptId };
      return { ok: true, placement: { kind: "reuse", attempt } };
    }
    if (!(await pricesStillSold(tx, order))) return { ok: false, code: "cart_changed", orderId };
    const shortages = await findShortages(tx, order.cartId, stockLines(order.quote));
    if (shortages.length > 0) return { ok: false, code: "out_of_stock", shortages };

    const reserved = await reserveAgain(tx, order, holdEnd(expiresAt));
    if (!reserved.ok) return { ok: false, code: "cart_changed", orderId };
    await holdStock(tx, orderId, stockLines(order.quote), holdEnd(expiresAt));
    const reopened = { ...order, surface, status: "open" as const };
    await tx.update(orders).set({ surface }).where(eq(orders.id, orderId));
    if (order.status !== "open") {
      const attempt = String(attempts.length + 1);
      await transitionOrder(tx, order, "open", {
        actor: "shopper",
        detail: { code: "payment_retried", attempt },
      });
    }
    const start = unfinished ?? {
      orderId,
      number: attempts.length + 1,
      sessionEndsAt: expiresAt,
      replaces: null,
      paysAgain: true,
      resumed: false,
    };
    return { ok: true, placement: await toBegin(tx, reopened, start) };
  });
}

/** Every line still costs what the order was placed at. */
export async function pricesStillSold(tx: Transaction, order: OrderRow): Promise<boolean> {
  const lines = order.quote.lines;
  const sold = await tx
    .select({ priceId: variants.stripePriceId, unitAmount: variants.unitAmount })
    .from(variants)
    .where(
      and(
        eq(variants.active, true),
        inArray(
          variants.stripePriceId,
          lines.map((line) => line.priceId),
        ),
      ),
    );
  return lines.every((line) =>
    sold.some((price) => price.priceId === line.priceId && price.unitAmount === line.unitAmount),
  );
}
