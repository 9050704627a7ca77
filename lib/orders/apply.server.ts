import "server-only";
import { and, eq } from "drizzle-orm";
import { takeOrderOutOfCart } from "@/lib/cart/cart.server";
import { claimForAccount } from "@/lib/customers/claim-orders.server";
import type { Transaction } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { keepRedemptionsUntilSettled, redeem, releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { parseEmail } from "@/lib/email-address";
import { keepHoldUntilSettled, releaseHold, sellStock } from "@/lib/inventory/stock.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { collected } from "./compare";
import type { Step } from "./decide";
import type { PaymentEvidence } from "./evidence";
import { noteOnTimeline, type OrderRow, transitionOrder } from "./transition.server";
import type { TimelineDetail } from "./types";

export type StepContext = {
  order: OrderRow;
  /** An earlier attempt already took the order's lines out of the cart. */
  cartConsumed: boolean;
};

/** Carries out one step on a locked order; answers the order as it is then. */
export async function applyStep(tx: Transaction, context: StepContext, step: Step): Promise<OrderRow> {
  const { order } = context;
  switch (step.kind) {
    case "take_payment":
      await takePayment(tx, context, step.evidence, step.mismatch);
      break;
    case "paid_twice":
      await markDuplicate(tx, step.evidence);
      await needAttention(tx, order, { code: "needs_attention", reason: "paid_twice" });
      break;
    case "paid_after_cancel":
      await needAttention(tx, order, { code: "needs_attention", reason: "paid_after_cancel" });
      break;
    case "processing":
      await transitionOrder(
        tx,
        order,
        "processing",
        { actor: "stripe", detail: { code: "payment_processing" } },
        shopperFacts(order, step.evidence),
      );
      await keepHoldUntilSettled(tx, order.id);
      await keepRedemptionsUntilSettled(tx, order.id);
      await consumeCart(tx, context);
      await enqueue(tx, {
        orderId: order.id,
        effect: "email.payment_processing",
        occurrence: step.evidence.stripeId,
      });
      break;
    case "failed":
      await transitionOrder(
        tx,
        order,
        "payment_failed",
        { actor: "stripe", detail: { code: "payment_failed", reason: step.evidence.failure } },
        shopperFacts(order, step.evidence),
      );
      await releaseHold(tx, order.id);
      await releaseRedemptions(tx, order.id);
      await consumeCart(tx, context);
      await enqueue(tx, {
        orderId: order.id,
        effect: "email.payment_failed",
        occurrence: step.evidence.stripeId,
      });
      break;
    case "expired":
      await transitionOrder(tx, order, "expired", { actor: "stripe", detail: { code: "expired" } });
      await releaseHold(tx, order.id);
      await releaseRedemptions(tx, order.id);
      break;
    case "refunded":
      await refund(tx, order, step.amount, step.full);
      break;
    case "disputed":
      await transitionOrder(tx, order, "disputed", { actor: "stripe", detail: { code: "disputed" } });
      break;
  }
  await claimForAccount(tx, order.id);
  const [after] = await tx.select().from(orders).where(eq(orders.id, order.id));
  return after ?? order;
}

async function takePayment(
  tx: Transaction,
  context: StepContext,
  evidence: PaymentEvidence,
  mismatch: Extract<Step, { kind: "take_payment" }>["mismatch"],
): Promise<void> {
  const { order } = context;
  const sale = await sellStock(
    tx,
    { orderId: order.id, cartId: order.cartId },
    order.quote.lines.map(stockLine),
  );
  await redeem(tx, order.id);
  await consumeCart(tx, context);
  const paid = { ...shopperFacts(order, evidence), paidAt: new Date() };

  if (mismatch) {
    const detail = { code: "needs_attention", ...mismatch } as const;
    return transitionOrder(tx, order, "needs_attention", { actor: "store", detail }, paid);
  }
  const totals = collected(order.quote, evidence);
  if (!sale.ok) {
    const short = sale.shortages.map((line) => `${line.variantId}: ${line.available} of ${line.wanted}`);
    const detail = { code: "needs_attention", reason: "out_of_stock", actual: short.join(", ") } as const;
    return transitionOrder(tx, order, "needs_attention", { actor: "store", detail }, { ...paid, ...totals });
  }
  await transitionOrder(
    tx,
    order,
    "paid",
    { actor: "stripe", detail: { code: "paid", stripeId: evidence.stripeId } },
    { ...paid, ...totals },
  );
  await enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" });
  await enqueue(tx, { orderId: order.id, effect: "shipping.request" });
}

/** Refunds are shown whatever state the order is in; the state follows where the table lets it. */
async function refund(tx: Transaction, order: OrderRow, amount: number, full: boolean): Promise<void> {
  const refunded = { amountRefunded: Math.min(amount, order.total) };
  const detail = { code: "refunded", amount: amount - order.amountRefunded } as const;
  const to = full ? "refunded" : "partially_refunded";
  if (order.status === "needs_attention" || order.status === to) {
    await tx.update(orders).set(refunded).where(eq(orders.id, order.id));
    return noteOnTimeline(tx, order.id, "stripe", detail);
  }
  await transitionOrder(tx, order, to, { actor: "stripe", detail }, refunded);
}

async function needAttention(tx: Transaction, order: OrderRow, detail: TimelineDetail): Promise<void> {
  if (order.status === "needs_attention") return noteOnTimeline(tx, order.id, "store", detail);
  await transitionOrder(tx, order, "needs_attention", { actor: "store", detail });
}

async function markDuplicate(tx: Transaction, evidence: PaymentEvidence): Promise<void> {
  await tx
    .update(paymentAttempts)
    .set({ status: "duplicate" })
    .where(and(eq(paymentAttempts.stripeId, evidence.stripeId), eq(paymentAttempts.status, "paid")));
}

async function consumeCart(tx: Transaction, { order, cartConsumed }: StepContext): Promise<void> {
  if (cartConsumed) return;
  await takeOrderOutOfCart(tx, order.cartId, order.quote.lines.map(stockLine));
}

const stockLine = (line: OrderRow["quote"]["lines"][number]) => ({
  variantId: line.variantId,
  quantity: line.quantity,
});

/** An intent's e-mail is its payer's, which a saved card may have from long ago: the shopper's word for it goes first. */
function shopperFacts(order: OrderRow, evidence: PaymentEvidence) {
  const told = evidence.source === "intent" ? order.email : null;
  return {
    email: told ?? keptEmail(evidence.email),
    customerName: evidence.customerName,
    shippingName: evidence.shippingName,
    shippingAddress: evidence.shippingAddress,
  };
}

/** Stripe's pages take an address as it was typed; one that the store would not take is kept as it is. */
function keptEmail(typed: string | null): string | null {
  if (typed === null) return null;
  const parsed = parseEmail(typed);
  return parsed.ok ? parsed.email : typed;
}
