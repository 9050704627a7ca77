import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { PaymentIntentId } from "@/lib/base/ids";
import { db, type Transaction } from "@/lib/db/client";
import { refundRequests, refunds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { LinePieces, RefundTerms } from "@/lib/model/refund";
import { loadRefundFacts } from "./refund-facts.server";
import { planRefund, type RefundPlan } from "./refund-plan";
import { piecesByLine } from "./refund-share";

export type RefundRequest = typeof refundRequests.$inferSelect;

/**
 * What to do about a refund request, decided under the order's lock. `own`: its own row, new or from an earlier call. `earlier`:
 * another request has no known answer, which is found out first.
 */
type RefundClaim =
  | { kind: "own"; request: RefundRequest; isNew: boolean }
  | { kind: "earlier"; request: RefundRequest }
  | {
      kind: "refused";
      refusal: Exclude<RefundPlan, { ok: true }> | { ok: false; code: "key_used" | "changed" };
    };

/** What a person was shown before they confirmed, in minor units: the refund, and what had gone back of the payment before it. */
export type ShownRefund = { amount: number; before: number };

/** Without a key, the same terms within this time count as the same request. */
const SAME_WITHIN = sql`now() - interval '1 day'`;

/**
 * When a request arrived, by the database's clock, which all processes share. Waiting for a connection does not count: it can
 * take longer than another process needs for the whole refund.
 * @param arrival the `performance.now()` of the arrival
 */
export async function refundAskedAt(arrival: number): Promise<string> {
  return inTransaction(db(), async (tx) => {
    const waited = (performance.now() - arrival) / 1000;
    const { rows } = await tx.execute<{ at: string }>(
      sql`select (clock_timestamp() - make_interval(secs => ${waited}))::text as at`,
    );
    const [row] = rows;
    if (!row) throw new Error("the database did not say what time it is");
    return row.at;
  });
}

type AskedRefund = {
  wish: RefundTerms;
  key: string | null;
  /** When this request was sent, from `refundAskedAt`. */
  askedAt: string;
  askedBy: string | null;
  /** A refund that has become another one meanwhile is refused. */
  shown: ShownRefund | null;
};

/**
 * Records a refund request before Stripe is asked, so that one request makes one refund however often it is sent. A request is
 * identified by its key; without one it is the same as an earlier request with the same terms that had no answer yet when this
 * one was sent.
 */
export async function claimRefund(
  tx: Transaction,
  order: OrderRow,
  { wish, key, askedAt, askedBy, shown }: AskedRefund,
): Promise<RefundClaim> {
  const ofOrder = eq(refundRequests.orderId, order.id);
  if (key) {
    const [known] = await tx.select().from(refundRequests).where(eq(refundRequests.id, key));
    if (known && known.orderId === order.id && hasSameTerms(known, wish)) {
      return { kind: "own", request: known, isNew: false };
    }
    if (known) return { kind: "refused", refusal: { ok: false, code: "key_used" } };
  }
  const unanswered = await tx
    .select()
    .from(refundRequests)
    .where(
      and(
        ofOrder,
        or(
          eq(refundRequests.status, "asked"),
          and(isNull(refundRequests.answeredAt), gt(refundRequests.createdAt, SAME_WITHIN)),
          // A second click can arrive late: the first request may have been answered since it was sent.
          gt(refundRequests.answeredAt, sql`${askedAt}::timestamptz`),
        ),
      ),
    )
    .orderBy(asc(refundRequests.createdAt));
  const same = key ? undefined : unanswered.find((request) => hasSameTerms(request, wish));
  if (same) return { kind: "own", request: same, isNew: false };
  const earlier = unanswered.find((request) => request.status === "asked");
  if (earlier) return { kind: "earlier", request: earlier };

  const { planned } = await loadRefundFacts(tx, order, key);
  const plan = planRefund({ order, ...planned }, wish);
  if (!plan.ok) return { kind: "refused", refusal: plan };
  if (shown && (shown.amount !== plan.amount || shown.before !== plan.before)) {
    return { kind: "refused", refusal: { ok: false, code: "changed" } };
  }
  const [request] = await tx
    .insert(refundRequests)
    .values({
      id: key ?? randomUUID(),
      orderId: order.id,
      paymentIntentId: plan.paymentIntentId as PaymentIntentId,
      amount: plan.amount,
      share: plan.share,
      askedBy,
      wish,
    })
    .returning();
  if (!request) throw new Error(`the refund of order ${order.id} was not recorded`);
  return { kind: "own", request, isNew: true };
}

/** Whether nobody knows yet what came of an earlier request, and so what is left. */
export async function isRefundUnderWay(tx: Transaction, orderId: OrderRow["id"]): Promise<boolean> {
  const [unknown] = await tx
    .select({ id: refundRequests.id })
    .from(refundRequests)
    .where(and(eq(refundRequests.orderId, orderId), eq(refundRequests.status, "asked")))
    .limit(1);
  return unknown !== undefined;
}

/** Reason and note don't count: they move no money. */
function hasSameTerms({ wish: known }: RefundRequest, wish: RefundTerms): boolean {
  const terms = ({ amount, payment, outside, lines, delivery, restock }: RefundTerms) =>
    JSON.stringify([
      ...[amount, payment, outside, delivery ?? null, sorted(lines ?? [])],
      typeof restock === "boolean" ? restock : sorted(restock),
    ]);
  return terms(known) === terms(wish);
}

const sorted = (lines: readonly LinePieces[]) =>
  piecesByLine(lines)
    .map(({ variantId, quantity }) => `${variantId} ${quantity}`)
    .sort();

/** Records that the caller has received the answer to a refund request. */
export async function markAnswered(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(refundRequests)
    .set({ answeredAt: sql`clock_timestamp()` })
    .where(eq(refundRequests.id, id));
}

export async function markRefused(tx: Transaction, id: string, refusal: string): Promise<void> {
  await tx
    .update(refundRequests)
    .set({ status: "refused", refusal })
    .where(and(eq(refundRequests.id, id), eq(refundRequests.status, "asked")));
}

/** The refund that a request led to, as recorded. */
export async function refundOf(tx: Transaction, id: string) {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.requestId, id));
  return refund ?? null;
}
