import "server-only";
import { desc, eq } from "drizzle-orm";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { lockCheckout } from "@/lib/db/locks.server";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { checkStock, holdStock, markCheckoutActive } from "@/lib/inventory/stock.server";
import type { Shortage } from "@/lib/inventory/stock-arithmetic";
import { timeUntilStockFrees } from "@/lib/inventory/stock-frees.server";
import { lockOrder, transitionOrder } from "@/lib/lifecycle/transition-order.server";
import { canPay } from "@/lib/lifecycle/transitions";
import type { Agreement } from "@/lib/model/order";
import { type CheckoutSurface, SURFACE_TRAITS } from "@/lib/model/surface";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { agreeAgain } from "@/lib/orders/stored/agreed-texts.server";
import { readStart } from "@/lib/orders/stored/checkout-start.server";
import { isWithdrawn } from "@/lib/orders/stored/offered.server";
import { holdEnd, stockLines } from "./hold";
import { beginStart, blockingConfirmation, openedFrom, type PlacementResult } from "./place-order.server";
import { applyNewPrice, type PriceChange, priceAgain } from "./price-again.server";
import { pricesStillSold, sellLinesAgain } from "./sold-lines.server";

export type PayAgainResult =
  | Extract<PlacementResult, { ok: true } | { code: "payment_in_progress" | "rate_limited" }>
  | { ok: false; code: "out_of_stock"; shortages: Shortage[] }
  | { ok: false; code: "not_payable" | "cart_changed"; orderId: OrderId }
  | ({ ok: false; code: "price_changed"; orderId: OrderId } & PriceChange)
  | { ok: false; code: "not_found" | "not_served" };

type Input = {
  orderId: OrderId;
  surface: CheckoutSurface;
  shopper: Shopper;
  expiresAt: Date;
  agreement?: string | undefined;
  /** The texts that it is paid under, as `agreeNow` says. */
  texts: Agreement | null;
};

/**
 * Makes an unpaid order payable again at today's price, once the shopper agrees to it. `not_found` also stands for another
 * shopper's order; `cart_changed` means that a product is no longer sold.
 */
export async function reopenOrder(input: Input): Promise<PayAgainResult> {
  const { orderId, surface, shopper, expiresAt, agreement, texts } = input;
  return inTransaction(db(), async (tx) => {
    const [known] = await tx
      .select({ id: orders.id, cartId: orders.cartId, customerId: orders.customerId })
      .from(orders)
      .where(eq(orders.id, orderId));
    if (!known || !owns(shopper, known)) return { ok: false, code: "not_found" };
    await lockCheckout(tx, known.cartId);
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "not_found" };
    if (!canPay(order.status) || (await isWithdrawn(tx, orderId)))
      return { ok: false, code: "not_payable", orderId };
    const blocking = await blockingConfirmation(tx, order);
    if (blocking) return blocking;

    const unfinished = await readStart(tx, orderId);
    if (unfinished?.isAlive) return { ok: true, placement: { kind: "wait" } };

    const attempts = await tx
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, orderId))
      .orderBy(desc(paymentAttempts.createdAt));
    const open = attempts.find((attempt) => attempt.status === "open");
    // The open session belongs to another page, and the order links to it.
    if (open && order.surface !== surface) return { ok: false, code: "not_payable", orderId };
    const attempt = open && { orderId, attemptId: open.stripeId as AttemptId };
    // The payment itself checks the order's discounts once more.
    const { reviewsBeforePayment } = SURFACE_TRAITS[surface];
    if (attempt && reviewsBeforePayment && (await pricesStillSold(tx, order))) {
      await agreeAgain(tx, order, texts);
      await markCheckoutActive(tx, orderId);
      return { ok: true, placement: { kind: "reuse", attempt } };
    }
    const lines = await sellLinesAgain(tx, order);
    if (!lines) return { ok: false, code: "cart_changed", orderId };
    const again = await priceAgain(tx, order, lines);
    if (!again.ok) return again;
    if (again.change && again.change.agreement !== agreement) {
      return { ok: false, code: "price_changed", orderId, ...again.change };
    }
    if (attempt && again.change) return { ok: true, placement: { kind: "end", attempt } };
    if (attempt) {
      await agreeAgain(tx, order, texts);
      await markCheckoutActive(tx, orderId);
      return { ok: true, placement: { kind: "reuse", attempt } };
    }

    const { cartId } = order;
    const room = await checkStock(tx, { cartId, lines: stockLines(order.quote), from: shopper.from });
    const { shortages, heldTooMuch } = room;
    if (shortages.length > 0) return { ok: false, code: "out_of_stock", shortages };
    if (heldTooMuch.length > 0) return timeUntilStockFrees(tx, { cartId, heldTooMuch, from: shopper.from });
    const priced = await applyNewPrice(tx, order, again, holdEnd(expiresAt));
    // A discount just ran out; the next try shows today's price.
    if (!priced) return { ok: true, placement: { kind: "wait" } };
    await holdStock(tx, orderId, stockLines(order.quote), holdEnd(expiresAt));
    await agreeAgain(tx, order, texts);
    const reopened = { ...priced, surface, status: "open" as const };
    await tx
      .update(orders)
      .set({ surface, ...openedFrom(shopper.from) })
      .where(eq(orders.id, orderId));
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
    return { ok: true, placement: await beginStart(tx, reopened, start) };
  });
}
