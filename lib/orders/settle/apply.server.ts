import "server-only";
import { and, eq } from "drizzle-orm";
import { parseEmail } from "@/lib/base/email-address";
import { takeOrderOutOfCart } from "@/lib/cart/cart.server";
import { claimForAccount } from "@/lib/customers/claim-orders.server";
import type { Transaction } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { claimCard, oncePerCard } from "@/lib/discounts/once-per-card.server";
import { keepRedemptionsUntilSettled, redeem, releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { keepHoldUntilSettled, keepOnlyHold, releaseHold, sellStock } from "@/lib/inventory/stock.server";
import type { Shortage } from "@/lib/inventory/stock-arithmetic";
import { addToTimeline, type OrderRow, transitionOrder } from "@/lib/lifecycle/transition-order.server";
import type { AttentionReason, TimelineDetail } from "@/lib/model/order";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { tellMerchant } from "@/lib/outbox/tell-merchant.server";
import { applyDispute, applyRefund } from "./apply-money-back.server";
import { type Mismatch, paidAmounts } from "./compare";
import type { Step } from "./decide";
import type { PaymentEvidence } from "./evidence";
import { raiseReason } from "./facts.server";
import { recordOrderProducts } from "./order-products.server";
import { changeStatus, updatePaidStatus } from "./paid-status.server";
import { takeFromCredits } from "./use-credits.server";

type StepContext = {
  order: OrderRow;
  /** An earlier attempt has already taken the order's lines out of the cart. */
  cartConsumed: boolean;
};

export async function applyStep(tx: Transaction, context: StepContext, step: Step): Promise<OrderRow> {
  const { order } = context;
  switch (step.kind) {
    case "take_payment":
      await takePayment(tx, context, step);
      break;
    case "paid_twice":
      await markDuplicate(tx, step.evidence);
      await questionPayment(tx, order, "paid_twice", step);
      break;
    case "paid_when_over":
      await markDuplicate(tx, step.evidence);
      await questionPayment(tx, order, "paid_after_cancel", step);
      break;
    case "paid_after_cancel":
      // The order had ended, so its goods may be sold to others, and a person decides.
      await tx
        .update(orders)
        .set(paidFacts(order, step.evidence, step.mismatch))
        .where(eq(orders.id, order.id));
      await questionPayment(tx, order, "paid_after_cancel", step);
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
    case "refund":
      await applyRefund(tx, order, step);
      break;
    case "dispute":
      await applyDispute(tx, order, step);
      break;
  }
  return (await claimForAccount(tx, order.id)) ?? order;
}

async function takePayment(
  tx: Transaction,
  context: StepContext,
  { evidence, mismatch }: Extract<Step, { kind: "take_payment" }>,
): Promise<void> {
  const { order } = context;
  const letGo = (evidence.source === "intent" && evidence.letGo) || 0;
  const goods = order.quote.lines.map(stockLine);
  // The rest of the goods is not part of the order any more.
  if (letGo > 0) await keepOnlyHold(tx, order.id, goods);
  const sale = await sellStock(tx, { orderId: order.id, cartId: order.cartId }, goods);
  await redeem(tx, order.id);
  await takeFromCredits(tx, order);
  const secondUse = await checkCardUse(tx, order, evidence);
  await recordOrderProducts(tx, order);
  await consumeCart(tx, context);
  const paid = paidFacts(order, evidence, mismatch);
  const arrived: TimelineDetail = { code: "paid", stripeId: evidence.stripeId };
  if (letGo > 0) await addToTimeline(tx, order.id, "stripe", { code: "part_captured", amount: letGo });
  const raised: RaisedReason[] = [
    ...(mismatch ? [{ ...mismatch, about: evidence.stripeId }] : []),
    ...(sale.ok ? [] : [outOfStock(sale.shortages, evidence.stripeId)]),
    ...(secondUse ? [secondUse] : []),
  ];
  if (raised.length === 0) {
    await changeStatus(tx, order, "paid", { actor: "stripe", detail: arrived }, paid);
    await tellMerchant(tx, {
      orderId: order.id,
      effect: "email.merchant_order_paid",
      occurrence: "",
      payload: paymentPayload(evidence),
    });
    return;
  }
  await tx.update(orders).set(paid).where(eq(orders.id, order.id));
  await addToTimeline(tx, order.id, "stripe", arrived);
  let current = order;
  for (const reason of raised) current = await needAttention(tx, current, reason);
}

/** What the merchant's e-mail says about the payment; empty when nothing was charged. */
function paymentPayload({ paidWith }: PaymentEvidence): Record<string, string> {
  if (!paidWith) return {};
  const { type, brand, last4 } = paidWith;
  return { type, ...(brand && { brand }), ...(last4 && { last4 }) };
}

/** Stripe's pages name a card only after the payment. A discount's second use of a card, or an unknown card, is for a person to judge. */
async function checkCardUse(
  tx: Transaction,
  order: OrderRow,
  evidence: PaymentEvidence,
): Promise<RaisedReason | null> {
  if (oncePerCard(order.quote).length === 0) return null;
  const raised = {
    reason: "once_per_card",
    about: evidence.stripeId,
    expected: "a card's first use",
  } as const;
  const { paidWith } = evidence;
  if (!paidWith?.fingerprint) return { ...raised, actual: `paid with ${paidWith?.type ?? "nothing"}` };
  const usedBy = await claimCard(tx, order, paidWith.fingerprint);
  return usedBy ? { ...raised, actual: `used for ${usedBy}` } : null;
}

async function questionPayment(
  tx: Transaction,
  order: OrderRow,
  reason: AttentionReason,
  { evidence, mismatch }: { evidence: PaymentEvidence; mismatch: Mismatch | null },
): Promise<void> {
  const about = evidence.stripeId;
  const after = await needAttention(tx, order, { reason, about });
  if (mismatch) await needAttention(tx, after, { ...mismatch, about });
}

function paidFacts(order: OrderRow, evidence: PaymentEvidence, mismatch: Mismatch | null) {
  return {
    ...shopperFacts(order, evidence),
    paidAt: new Date(),
    ...(!mismatch && paidAmounts(order.quote, evidence)),
  };
}

type RaisedReason = { reason: AttentionReason; about: string; expected?: string; actual?: string };

function outOfStock(shortages: readonly Shortage[], about: string): RaisedReason {
  const short = shortages.map((line) => `${line.variantId}: ${line.available} of ${line.wanted}`);
  return { reason: "out_of_stock", about, actual: short.join(", ") };
}

async function needAttention(tx: Transaction, order: OrderRow, raised: RaisedReason): Promise<OrderRow> {
  await raiseReason(tx, order.id, { ...raised, target: null });
  const { about: _about, ...reasonDetail } = raised;
  return updatePaidStatus(tx, order, {
    actor: "store",
    detail: { code: "needs_attention", ...reasonDetail },
  });
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

/** Who paid. The e-mail of an intent may come from an old saved card, so the shopper's own comes first. */
function shopperFacts(order: OrderRow, evidence: PaymentEvidence) {
  const ownEmail = evidence.source === "intent" ? order.email : null;
  return {
    email: ownEmail ?? storableEmail(evidence.email),
    customerName: evidence.customerName,
    shippingName: evidence.shippingName,
    shippingAddress: evidence.shippingAddress,
  };
}

/** Stripe's pages accept any e-mail address; one that the store would refuse is kept as typed. */
function storableEmail(typed: string | null): string | null {
  if (typed === null) return null;
  const parsed = parseEmail(typed);
  return parsed.ok ? parsed.email : typed;
}
