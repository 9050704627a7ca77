import "server-only";
import { and, asc, eq, gte, lt, notLike, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { balanceTransactions, orders, paymentAttempts, refunds } from "@/lib/db/schema";
import type { ComparedSide } from "@/lib/model/reconciliation";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import type { Period } from "../period";
import type { ComparedPage, Difference } from "./at-stripe.server";

const PAGE = 100;

const placeOf = (at: Date, id: string) => `${at.toISOString()} ${id}`;

function readPlace(place: string | null): { at: string; id: string } | null {
  const [at, id] = place?.split(" ") ?? [];
  return at && id ? { at, id } : null;
}

/** Null when Stripe does not have it. */
async function askStripe<Item>(ask: () => Promise<Item>): Promise<Item | null> {
  try {
    return await ask();
  } catch (error) {
    const { kind, code } = stripeFailure(error);
    if (kind === "refused" && code === "resource_missing") return null;
    throw error;
  }
}

/**
 * A page of orders that were paid, oldest first. Stripe knows a payment that moved its balance; it is asked for the others alone, so that this costs no
 * call where the books are read.
 */
export async function compareOwnPayments(
  db: Database,
  { from, to }: Period,
  place: string | null,
): Promise<ComparedPage> {
  const after = readPlace(place);
  const rows = await db
    .select({
      orderId: orders.id,
      paidAt: orders.paidAt,
      currency: orders.currency,
      amount: paymentAttempts.amountCaptured,
      status: paymentAttempts.status,
      paymentIntentId: paymentAttempts.paymentIntentId,
      movement: balanceTransactions.stripeId,
    })
    .from(orders)
    .innerJoin(
      paymentAttempts,
      and(eq(paymentAttempts.orderId, orders.id), eq(paymentAttempts.status, "paid")),
    )
    .leftJoin(
      balanceTransactions,
      and(
        eq(balanceTransactions.paymentIntentId, paymentAttempts.paymentIntentId),
        eq(balanceTransactions.category, "charge"),
      ),
    )
    .where(
      and(
        gte(orders.paidAt, from),
        lt(orders.paidAt, to),
        after === null
          ? undefined
          : sql`(${orders.paidAt}, ${orders.id}) > (${after.at}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(asc(orders.paidAt), asc(orders.id))
    .limit(PAGE);
  const found: Difference[] = [];
  for (const { orderId, paidAt, currency, amount, status, paymentIntentId, movement } of rows) {
    // An order that cost nothing has no payment at Stripe.
    if (!paidAt || !paymentIntentId || movement || amount === 0) continue;
    const intent = await askStripe(() => stripe().paymentIntents.retrieve(paymentIntentId));
    const isThere = intent?.status === "succeeded" || intent?.status === "requires_capture";
    if (isThere) continue;
    found.push({
      kind: "payment_unknown_at_stripe",
      about: paymentIntentId,
      paymentIntentId,
      orderId,
      here: { amount, currency, status },
      atStripe: intent && sideOf(intent),
      happenedAt: paidAt,
    });
  }
  const last = rows.at(-1);
  return {
    ...{ found, compared: rows.length, foreign: 0, reachedAt: last?.paidAt ?? null },
    place: rows.length === PAGE && last?.paidAt ? placeOf(last.paidAt, last.orderId) : null,
  };
}

const sideOf = ({ amount, currency, status }: ComparedSide): ComparedSide => ({ amount, currency, status });

/** A page of refunds that the store has, oldest first; Stripe is asked for those that did not move its balance. */
export async function compareOwnRefunds(
  db: Database,
  { from, to }: Period,
  place: string | null,
): Promise<ComparedPage> {
  const after = readPlace(place);
  const rows = await db
    .select({ refund: refunds, movement: balanceTransactions.stripeId })
    .from(refunds)
    .leftJoin(
      balanceTransactions,
      and(
        eq(balanceTransactions.paymentIntentId, refunds.paymentIntentId),
        eq(balanceTransactions.sourceId, refunds.stripeId),
        eq(balanceTransactions.category, "refund"),
      ),
    )
    .where(
      and(
        gte(refunds.createdAt, from),
        lt(refunds.createdAt, to),
        // Money that was paid back outside Stripe.
        notLike(refunds.stripeId, "out\\_%"),
        after === null
          ? undefined
          : sql`(${refunds.createdAt}, ${refunds.stripeId}) > (${after.at}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(asc(refunds.createdAt), asc(refunds.stripeId))
    .limit(PAGE);
  const found: Difference[] = [];
  for (const { refund, movement } of rows) {
    if (movement) continue;
    const { stripeId, paymentIntentId, orderId, createdAt } = refund;
    if (await askStripe(() => stripe().refunds.retrieve(stripeId))) continue;
    found.push({
      ...{ kind: "refund_unknown_at_stripe", about: stripeId, paymentIntentId, orderId, atStripe: null },
      ...{ here: sideOf(refund), happenedAt: createdAt },
    });
  }
  const last = rows.at(-1)?.refund;
  return {
    ...{ found, compared: rows.length, foreign: 0, reachedAt: last?.createdAt ?? null },
    place: rows.length === PAGE && last ? placeOf(last.createdAt, last.stripeId) : null,
  };
}
