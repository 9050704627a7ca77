import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { VariantId } from "@/lib/base/ids";
import { type Database, db } from "@/lib/db/client";
import { discountRules, orderCredits, orders, refundRequests, refunds, returns } from "@/lib/db/schema";
import { restock } from "@/lib/inventory/owed.server";
import { addToTimeline } from "@/lib/lifecycle/transition-order.server";
import type { RefundTerms } from "@/lib/model/refund";
import type { ReturnLine } from "@/lib/model/return";
import { type CreditResult, giveCredit } from "@/lib/orders/merchant/give-credit.server";
import { type RefundResult, refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { hasFailed } from "@/lib/orders/settle/money-back";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { changeReturn } from "./change-return.server";
import type { ReturnRow } from "./read.server";
import { canReturnBecome } from "./transitions";

type Answer = { words: string | null; by: string };

/** Says yes or no to a return, in the merchant's words. */
export function answerReturn(database: Database, returnId: number, answer: Answer & { isAccepted: boolean }) {
  const { isAccepted, words, by } = answer;
  return changeReturn(database, returnId, isAccepted ? "accepted" : "declined", async (tx, { order }) => {
    await enqueue(tx, {
      orderId: order.id,
      effect: isAccepted ? "email.return_accepted" : "email.return_declined",
      occurrence: String(returnId),
      payload: { returnId: String(returnId) },
    });
    const now = new Date();
    return { words, answeredBy: by, answeredAt: now, ...(!isAccepted && { endedAt: now, endedBy: by }) };
  });
}

/** By variant: how many pieces came back, and of those how many can be sold again. */
type CountedPieces = ReadonlyMap<VariantId, { sellable: number; writtenOff: number }>;

/** Counts what came back. What can be sold again goes on sale now, and once; money does not move. */
export function receiveReturn(
  database: Database,
  returnId: number,
  { counted, by }: { counted: CountedPieces; by: string },
) {
  return changeReturn(database, returnId, "received", async (tx, { row, order }) => {
    const lines = row.lines.map((line): ReturnLine => {
      const { sellable = 0, writtenOff = 0 } = counted.get(line.variantId) ?? {};
      return { ...line, sellable, writtenOff };
    });
    const isTooMuch = lines.some(
      ({ quantity, sellable = 0, writtenOff = 0 }) => sellable + writtenOff > quantity,
    );
    const isUnknown = [...counted.keys()].some((id) => !row.lines.some(({ variantId }) => variantId === id));
    if (isTooMuch || isUnknown) return { ok: false as const, code: "return_too_many" as const };
    if (lines.every((line) => cameBack(line) === 0)) {
      return { ok: false as const, code: "return_nothing_chosen" as const };
    }
    const again = lines.map(({ variantId, sellable = 0 }) => ({ variantId, quantity: sellable }));
    const pieces = again.filter(({ quantity }) => quantity > 0);
    const cause = { who: by, reference: `return ${returnId}` };
    if (pieces.length > 0 && (await restock(tx, order.id, pieces, cause)) > 0) {
      await addToTimeline(tx, order.id, "merchant", { code: "restocked" });
    }
    await enqueue(tx, {
      orderId: order.id,
      effect: "email.return_received",
      occurrence: String(returnId),
      payload: { returnId: String(returnId) },
    });
    return { lines, receivedBy: by, receivedAt: new Date() };
  });
}

const cameBack = ({ sellable = 0, writtenOff = 0 }: ReturnLine): number => sellable + writtenOff;

/** Ends a return whose goods never came, were exchanged, or were paid back in another way. */
export function closeReturn(database: Database, returnId: number, { by }: { by: string }) {
  return changeReturn(database, returnId, "closed", async () => ({ endedBy: by, endedAt: new Date() }));
}

/** What of an order is given back for a return: the pieces that came back. They were counted before, so that nothing goes on sale here. */
export function returnRefundTerms(lines: readonly ReturnLine[], withDelivery: boolean): RefundTerms {
  return {
    amount: null,
    lines: lines.flatMap((line) => {
      const quantity = cameBack(line);
      return quantity > 0 ? [{ variantId: line.variantId, quantity }] : [];
    }),
    ...(withDelivery && { delivery: true as const }),
    payment: null,
    restock: false,
    outside: false,
  };
}

export type ReturnRefund = {
  /** Names the request: the same one is the same refund. */
  key: string;
  withDelivery: boolean;
  by: string;
  /** Minor units, as they were shown. */
  shown: { amount: number; before: number };
};

/**
 * Gives the money of a return back as it was shown. Of two who confirm, the second is told that money went back meanwhile.
 * @throws as `refundOrder` does
 */
export async function refundReturn(
  returnId: number,
  { key, withDelivery, by, shown }: ReturnRefund,
): Promise<RefundResult | NotToPay> {
  const found = await returnToPay(returnId);
  if (!found.ok) return found;
  const terms = returnRefundTerms(found.lines, withDelivery);
  const result = await refundOrder(found.number, terms, `${requestsOf(returnId)}${key}`, {
    askedBy: by,
    shown,
  });
  if (result.ok) await endRefunded(returnId, by);
  return result;
}

/**
 * Gives a code for what came back, in place of its refund, as it was shown.
 * @throws as `giveCredit` does
 */
export async function creditReturn(
  returnId: number,
  { key, withDelivery, by, shown }: ReturnRefund,
): Promise<CreditResult | NotToPay> {
  const found = await returnToPay(returnId);
  if (!found.ok) return found;
  const wish = returnRefundTerms(found.lines, withDelivery);
  const result = await giveCredit(found.number, { wish, key: `${requestsOf(returnId)}${key}`, by, shown });
  if (result.ok) await endRefunded(returnId, by);
  return result;
}

export type NotToPay = { ok: false; code: "not_found" } | { ok: false; code: "return_changed" };

/** A return whose goods are here and whose money is still with the shop. */
async function returnToPay(
  returnId: number,
): Promise<{ ok: true; lines: readonly ReturnLine[]; number: string } | NotToPay> {
  const [found] = await db()
    .select({ row: returns, number: orders.number })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(eq(returns.id, returnId));
  if (!found) return { ok: false, code: "not_found" };
  if (!canReturnBecome(found.row.status, "refunded") || (await followRefund(found.row)))
    return { ok: false, code: "return_changed" };
  return { ok: true, lines: found.row.lines, number: found.number };
}

/** The beginning of the names of all refunds and codes that were asked for a return. */
const requestsOf = (returnId: number) => `return-${returnId}-`;

const endRefunded = (returnId: number, by: string | null) =>
  changeReturn(db(), returnId, "refunded", async () => ({ endedBy: by, endedAt: new Date() }));

/**
 * Ends a return whose refund was made although nobody was told: the answer was lost, or the process stopped after it.
 * @returns whether it has ended
 */
export async function followRefund({ id, orderId, status }: ReturnRow): Promise<boolean> {
  if (status !== "received") return false;
  const made = await db()
    .select({ askedBy: refundRequests.askedBy, refund: refunds.status })
    .from(refundRequests)
    .innerJoin(refunds, eq(refunds.requestId, refundRequests.id))
    .where(
      and(eq(refundRequests.orderId, orderId), sql`starts_with(${refundRequests.id}, ${requestsOf(id)})`),
    );
  const credited = await db()
    .select({ askedBy: orderCredits.askedBy })
    .from(orderCredits)
    .where(and(eq(orderCredits.orderId, orderId), sql`starts_with(${orderCredits.id}, ${requestsOf(id)})`));
  const kept = made.find(({ refund }) => !hasFailed(refund)) ?? credited[0];
  return kept !== undefined && (await endRefunded(id, kept.askedBy)).ok;
}

/** The code that was given for a return, in minor units of its order; null without one. */
export async function creditOfReturn({ id, orderId }: Pick<ReturnRow, "id" | "orderId">) {
  const [found] = await db()
    .select({ code: discountRules.code, amount: orderCredits.amount, left: orderCredits.left })
    .from(orderCredits)
    .innerJoin(discountRules, eq(discountRules.id, orderCredits.ruleId))
    .where(and(eq(orderCredits.orderId, orderId), sql`starts_with(${orderCredits.id}, ${requestsOf(id)})`));
  return found ?? null;
}
