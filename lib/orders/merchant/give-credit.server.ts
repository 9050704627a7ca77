import "server-only";
import { and, eq, notLike } from "drizzle-orm";
import { isDraftId, type PaymentIntentId } from "@/lib/base/ids";
import { db, type Transaction } from "@/lib/db/client";
import { discountRules, orderCredits } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { endCreditCode, makeCreditCode } from "@/lib/discounts/credit-code.server";
import { countRedemptions, lockDiscountRules } from "@/lib/discounts/redemptions.server";
import { restock } from "@/lib/inventory/owed.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { RefundTerms } from "@/lib/model/refund";
import type { OrderFacts } from "@/lib/orders/settle/order-facts";
import { updatePaidStatus } from "@/lib/orders/settle/paid-status.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { tellOfCredit } from "@/lib/orders/settle/use-credits.server";
import { findOrderId } from "./find-order.server";
import { loadRefundFacts } from "./refund-facts.server";
import { planRefund, type RefundPlan } from "./refund-plan";
import { isRefundUnderWay, type ShownRefund } from "./refund-requests.server";
import { unsentPieces } from "./unsent-pieces.server";

export type CreditResult =
  | { ok: true; id: string; amount: number }
  | { ok: false; code: "unknown_order" | "key_used" | "changed" }
  | Exclude<RefundPlan, { ok: true }>
  /** Only a payment of the order itself, whose money is at Stripe, can become a code. */
  | { ok: false; code: "credit_not_possible" }
  /** An invoice would name goods that nobody gets. */
  | { ok: false; code: "credit_not_sent" }
  /** A refund has no known answer yet, so nobody knows what is left. */
  | { ok: false; code: "refund_under_way" };

type AskedCredit = {
  wish: RefundTerms;
  /** Names the request: the same key again is the same code. */
  key: string;
  by: string;
  shown: ShownRefund;
};

/**
 * Gives an amount of an order as a code for the next one, in place of money, as its shopper agreed. It is divided and bounded as a refund is, under the
 * same lock; no money moves, and the sale with its tax stays as it is (decision 60).
 * @throws Stripe's errors for an outage
 */
export async function giveCredit(orderNumber: string, asked: AskedCredit): Promise<CreditResult> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  // Refunds that were made elsewhere leave less.
  await settleOrder(orderId);
  return inTransaction(db(), async (tx): Promise<CreditResult> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "unknown_order" };
    const [known] = await tx.select().from(orderCredits).where(eq(orderCredits.id, asked.key));
    if (known) {
      return known.orderId === orderId
        ? { ok: true, id: known.id, amount: known.amount }
        : { ok: false, code: "key_used" };
    }
    return insertCredit(tx, order, asked);
  });
}

async function insertCredit(
  tx: Transaction,
  order: OrderRow,
  { wish, key, by, shown }: AskedCredit,
): Promise<CreditResult> {
  if (await isRefundUnderWay(tx, order.id)) return { ok: false, code: "refund_under_way" };
  const { facts, planned } = await loadRefundFacts(tx, order);
  const plan = planRefund({ order, ...planned }, wish);
  if (!plan.ok) return plan;
  const { amount, share, before } = plan;
  if (shown.amount !== amount || shown.before !== before) return { ok: false, code: "changed" };
  if (!share || wish.outside) return { ok: false, code: "credit_not_possible" };
  if (await hasUnsent(tx, { order, facts }, share.lines)) return { ok: false, code: "credit_not_sent" };
  const { currency } = order;
  if (wish.restock) {
    const pieces = wish.restock === true ? "all" : wish.restock;
    const restocked = await restock(tx, order.id, pieces, { who: by, reference: key });
    if (restocked > 0) await addToTimeline(tx, order.id, "merchant", { code: "restocked" });
  }
  const ruleId = await makeCreditCode(tx, { orderNumber: order.number, amount, currency });
  await tx.insert(orderCredits).values({
    ...{ id: key, orderId: order.id, paymentIntentId: plan.paymentIntentId as PaymentIntentId },
    ...{ amount, currency, wish, share, ruleId, left: amount, askedBy: by },
    refundsBefore: facts.refunds.length,
  });
  await updatePaidStatus(tx, order, { actor: "merchant", detail: { code: "credit_given", amount } });
  await tellOfCredit(tx, { id: key, orderId: order.id, ruleId });
  return { ok: true, id: key, amount };
}

async function hasUnsent(
  tx: Transaction,
  { order, facts }: { order: OrderRow; facts: OrderFacts },
  lines: readonly { variantId: string }[],
): Promise<boolean> {
  if (facts.isSent || lines.length === 0) return false;
  const unsent = await unsentPieces(tx, order);
  return lines.some((line) => unsent.some(({ variantId }) => variantId === line.variantId));
}

export type CreditTakenBack =
  | { ok: true; amount: number }
  | { ok: false; code: "unknown_credit" | "credit_used" | "credit_in_use" };

/** Ends a code and takes back what it is still worth, so that this can be given back as money. What an order has taken stays taken. */
export async function takeCreditBack(orderNumber: string, creditId: string): Promise<CreditTakenBack> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_credit" };
  return inTransaction(db(), async (tx): Promise<CreditTakenBack> => {
    const order = await lockOrder(tx, orderId);
    const ofOrder = and(eq(orderCredits.id, creditId), eq(orderCredits.orderId, orderId));
    const [found] = order ? await tx.select().from(orderCredits).where(ofOrder) : [];
    // What paid for other goods is taken back with them.
    if (!order || !found || isDraftId(creditId)) return { ok: false, code: "unknown_credit" };
    await lockDiscountRules(tx, [found.ruleId]);
    const [credit] = await tx.select().from(orderCredits).where(ofOrder).for("no key update");
    if (!credit || credit.ruleId !== found.ruleId) return { ok: false, code: "credit_in_use" };
    const { left: amount, ruleId } = credit;
    if (amount === 0) return { ok: false, code: "credit_used" };
    const counts = await countRedemptions(tx, { ruleIds: [ruleId], customerKey: "" });
    if ((counts.get(ruleId)?.total ?? 0) > 0) return { ok: false, code: "credit_in_use" };
    await endCreditCode(tx, ruleId);
    await tx
      .update(orderCredits)
      .set({ left: 0, takenBack: credit.takenBack + amount })
      .where(eq(orderCredits.id, creditId));
    await updatePaidStatus(tx, order, { actor: "merchant", detail: { code: "credit_taken_back", amount } });
    return { ok: true, amount };
  });
}

/** The codes that were given of an order to its shopper, the oldest first. Each with the code that works now, or worked last. */
export function creditsOf(orderId: OrderRow["id"]) {
  return db()
    .select({ credit: orderCredits, code: discountRules.code })
    .from(orderCredits)
    .innerJoin(discountRules, eq(discountRules.id, orderCredits.ruleId))
    .where(and(eq(orderCredits.orderId, orderId), notLike(orderCredits.id, "drf\\_%")))
    .orderBy(orderCredits.createdAt);
}
