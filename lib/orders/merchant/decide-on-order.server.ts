import "server-only";
import { eq } from "drizzle-orm";
import { db, type Transaction } from "@/lib/db/client";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { redeem } from "@/lib/discounts/redemptions.server";
import { oweStock, restock } from "@/lib/inventory/owed.server";
import { sellStock } from "@/lib/inventory/stock.server";
import type { Shortage } from "@/lib/inventory/stock-arithmetic";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus } from "@/lib/model/order";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { type OrderFacts, ownPayment, type PaymentFacts } from "@/lib/orders/settle/order-facts";
import { recordOrderProducts } from "@/lib/orders/settle/order-products.server";
import { answerReason, updatePaidStatus } from "@/lib/orders/settle/paid-status.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { findOrderId } from "./find-order.server";
import { piecesLeft } from "./given-back";
import { loadShares } from "./pieces-to-send.server";
import { addTierChangeToTimeline } from "./tier-change.server";

export type DecisionResult =
  | { ok: true; status: OrderStatus }
  | { ok: false; code: "unknown_order" }
  | { ok: false; code: "not_in_question"; status: OrderStatus }
  /** Nothing of it was paid after it had ended. */
  | { ok: false; code: "not_ended" }
  /** The order was paid twice, so one payment must be refunded, not accepted. */
  | { ok: false; code: "second_payment" }
  | { ok: false; code: "out_of_stock"; shortages: Shortage[] };

/**
 * Accepts an order that a person has checked, and sells it the goods it does not have yet.
 * @throws Stripe's errors for an outage, as nothing is accepted without a new look at Stripe
 */
export function acceptOrder(orderNumber: string): Promise<DecisionResult> {
  return decideOn(orderNumber, "refuse");
}

/**
 * Opens an order again that had ended and was paid after that: the money is here, its goods are taken from stock once more, and its shopper is told.
 * One that was only checked is accepted, not reopened.
 * @throws as `acceptOrder` does
 */
export function reopenEndedOrder(orderNumber: string): Promise<DecisionResult> {
  return decideOn(orderNumber, "refuse", "only ended");
}

/** Accepts an order as `acceptOrder` does, but missing goods are owed: the next pieces that arrive are kept for the order. */
export function deliverLater(orderNumber: string): Promise<DecisionResult> {
  return decideOn(orderNumber, "owe");
}

async function decideOn(
  orderNumber: string,
  ifShort: "refuse" | "owe",
  which: "any" | "only ended" = "any",
): Promise<DecisionResult> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  await settleOrder(orderId);
  return inTransaction(db(), async (tx): Promise<DecisionResult> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "unknown_order" };
    if (order.status !== "needs_attention") {
      return { ok: false, code: "not_in_question", status: order.status };
    }
    const facts = await loadFacts(tx, orderId);
    if (facts.reasons.some(({ reason }) => reason === "paid_twice")) {
      return { ok: false, code: "second_payment" };
    }
    const hadEnded = latePayment(facts) !== undefined;
    if (which === "only ended" && !hadEnded) return { ok: false, code: "not_ended" };
    const goods = facts.isSent ? "there" : await provideGoods(tx, order, facts, ifShort);
    if (goods !== "there" && goods !== "owed") return { ok: false, code: "out_of_stock", shortages: goods };
    await takeLatePayment(tx, facts);
    const answer = goods === "owed" ? "delivered_later" : "accepted";
    for (const open of facts.reasons) await answerReason(tx, order, open, answer);
    const said = hadEnded ? "reopened" : "accepted";
    const detail = { code: goods === "owed" ? "awaiting_stock" : said } as const;
    const { status } = await updatePaidStatus(tx, order, { actor: "merchant", detail });
    await addTierChangeToTimeline(tx, order);
    return { ok: true, status };
  });
}

async function provideGoods(
  tx: Transaction,
  order: OrderRow,
  facts: OrderFacts,
  ifShort: "refuse" | "owe",
): Promise<"there" | "owed" | Shortage[]> {
  const holds = await tx.select().from(stockHolds).where(eq(stockHolds.orderId, order.id));
  // These goods were owed before the other question came up, so they stay owed.
  if (holds.some(({ status }) => status === "owed")) return "owed";
  const refunds = { ...facts, shares: await loadShares(tx, order.id) };
  const lines = piecesLeft(
    order.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    latePayment(facts) ?? ownPayment(facts),
    refunds,
  );
  const missing = lines.flatMap(({ variantId, quantity }) => {
    const sold = holds.find((hold) => hold.variantId === variantId && hold.status === "sold");
    const pieces = quantity - (sold ? sold.quantity - sold.restocked : 0);
    return pieces > 0 ? [{ variantId, quantity: pieces }] : [];
  });
  if (missing.length === 0) return "there";
  const sale = await sellStock(tx, { orderId: order.id, cartId: order.cartId }, missing);
  if (!sale.ok && ifShort === "refuse") return sale.shortages;
  if (!sale.ok) {
    const waiting = lines.filter((line) => missing.some(({ variantId }) => variantId === line.variantId));
    // A line waits as a whole: what the order still has of it is kept for it like the rest.
    await restock(tx, order.id, waiting, { who: "store" });
    await oweStock(tx, order.id, waiting);
  }
  await redeem(tx, order.id);
  await recordOrderProducts(tx, order);
  return sale.ok ? "there" : "owed";
}

function latePayment({ reasons, attempts }: OrderFacts): PaymentFacts | undefined {
  const late = reasons.find(({ reason }) => reason === "paid_after_cancel");
  return attempts.find(({ stripeId }) => stripeId === late?.about);
}

/** Lets a late payment pay for the order, when an earlier payment was refunded. */
async function takeLatePayment(tx: Transaction, facts: OrderFacts): Promise<void> {
  const late = latePayment(facts);
  const own = ownPayment(facts);
  if (!late || !own || own.stripeId === late.stripeId) return;
  for (const [stripeId, status] of [
    [own.stripeId, "duplicate"],
    [late.stripeId, "paid"],
  ] as const) {
    await tx.update(paymentAttempts).set({ status }).where(eq(paymentAttempts.stripeId, stripeId));
  }
}
