import "server-only";
import { eq } from "drizzle-orm";
import { db, type Transaction } from "@/lib/db/client";
import { paymentAttempts, stockHolds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { redeem } from "@/lib/discounts/redemptions.server";
import { oweStock } from "@/lib/inventory/owed.server";
import { sellStock } from "@/lib/inventory/stock.server";
import type { Shortage } from "@/lib/inventory/stock-arithmetic";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus } from "@/lib/model/order";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { type OrderFacts, ownPayment } from "@/lib/orders/settle/order-facts";
import { recordOrderProducts } from "@/lib/orders/settle/order-products.server";
import { answerReason, updatePaidStatus } from "@/lib/orders/settle/paid-status.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { findOrderId } from "./find-order.server";
import { addTierChangeToTimeline } from "./tier-change.server";

export type DecisionResult =
  | { ok: true; status: OrderStatus }
  | { ok: false; code: "unknown_order" }
  | { ok: false; code: "not_in_question"; status: OrderStatus }
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

/** Accepts an order as `acceptOrder` does, but missing goods are owed: the next pieces that arrive are kept for the order. */
export function deliverLater(orderNumber: string): Promise<DecisionResult> {
  return decideOn(orderNumber, "owe");
}

async function decideOn(orderNumber: string, ifShort: "refuse" | "owe"): Promise<DecisionResult> {
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
    const goods = facts.isSent ? "there" : await provideGoods(tx, order, ifShort);
    if (goods !== "there" && goods !== "owed") return { ok: false, code: "out_of_stock", shortages: goods };
    await takeLatePayment(tx, facts);
    const answer = goods === "owed" ? "delivered_later" : "accepted";
    for (const open of facts.reasons) await answerReason(tx, order, open, answer);
    const detail = { code: goods === "owed" ? "awaiting_stock" : "accepted" } as const;
    const { status } = await updatePaidStatus(tx, order, { actor: "merchant", detail });
    await addTierChangeToTimeline(tx, order);
    return { ok: true, status };
  });
}

async function provideGoods(
  tx: Transaction,
  order: OrderRow,
  ifShort: "refuse" | "owe",
): Promise<"there" | "owed" | Shortage[]> {
  const lines = order.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const holds = await tx
    .select({ status: stockHolds.status })
    .from(stockHolds)
    .where(eq(stockHolds.orderId, order.id));
  if (holds.length > 0 && holds.every(({ status }) => status === "sold")) return "there";
  // These goods were owed before the other question came up, so they stay owed.
  if (holds.some(({ status }) => status === "owed")) return "owed";
  const sale = await sellStock(tx, { orderId: order.id, cartId: order.cartId }, lines);
  if (!sale.ok && ifShort === "refuse") return sale.shortages;
  if (!sale.ok) await oweStock(tx, order.id, lines);
  await redeem(tx, order.id);
  await recordOrderProducts(tx, order);
  return sale.ok ? "there" : "owed";
}

/** Lets a late payment pay for the order, when an earlier payment was refunded. */
async function takeLatePayment(tx: Transaction, facts: OrderFacts): Promise<void> {
  const late = facts.reasons.find(({ reason }) => reason === "paid_after_cancel");
  const own = ownPayment(facts);
  if (!late || !own || own.stripeId === late.about) return;
  for (const [stripeId, status] of [
    [own.stripeId, "duplicate"],
    [late.about, "paid"],
  ] as const) {
    await tx.update(paymentAttempts).set({ status }).where(eq(paymentAttempts.stripeId, stripeId));
  }
}
