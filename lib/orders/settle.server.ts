import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { isConfirming } from "@/lib/checkout/payment/claim-order.server";
import { db, type Transaction } from "@/lib/db/client";
import { paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { type AttemptId, isFreePaymentId, isPaymentIntentId, type OrderId, type SessionId } from "@/lib/ids";
import { lockVariants, releaseHold } from "@/lib/inventory/stock.server";
import { stripe } from "@/lib/stripe/client";
import { applyStep } from "./apply.server";
import { decide, isStale } from "./decide";
import { chargedLine, type PaymentEvidence, SESSION_EXPANSION, sessionEvidence } from "./evidence";
import { INTENT_EXPANSION, intentEvidence } from "./intent-evidence";
import { adoptRevision } from "./quote-revisions.server";
import { lockOrder, transitionOrder } from "./transition.server";
import { hasBeenPaid } from "./transitions";
import type { AttemptStatus, OrderStatus } from "./types";

type SettleOptions = {
  /** What an event names: read even if it is not (yet) on record for the order. */
  attemptId?: AttemptId | undefined;
  /** Commits or fails together with the settlement: how the inbox marks its event. */
  inSameTransaction?: (tx: Transaction) => Promise<void>;
};

/**
 * Brings an order to what Stripe says of its payments. Reads the objects from Stripe as they are now, so events may be
 * late, repeated or out of order; any number of calls from any number of processes have one effect.
 *
 * @returns the order's status then; null when there is no such order.
 * @throws Stripe's errors and the database's: nothing is changed, and calling again is right.
 */
export async function settleOrder(
  orderId: OrderId,
  options: SettleOptions = {},
): Promise<OrderStatus | null> {
  const attemptIds = await attemptsToRead(orderId, options.attemptId);
  const evidence = await Promise.all(attemptIds.map(readAttempt));
  return settleWithEvidence(orderId, evidence, options);
}

/** The shopper agreed to the quote that Stripe had then, even if the store never heard that it got there. */
const TOOK_MONEY: readonly AttemptStatus[] = ["paid", "processing"];

type EvidenceOptions = Pick<SettleOptions, "inSameTransaction"> & {
  /** Asked in the order's lock. False: nothing is changed, and the answer is null. */
  onlyIf?: (tx: Transaction) => Promise<boolean>;
};

/** `settleOrder` for a caller that already holds what Stripe answered. */
export async function settleWithEvidence(
  orderId: OrderId,
  evidence: readonly PaymentEvidence[],
  options: EvidenceOptions = {},
): Promise<OrderStatus | null> {
  return inTransaction(db(), async (tx) => {
    let order = await lockOrder(tx, orderId);
    if (!order || (options.onlyIf && !(await options.onlyIf(tx)))) return null;
    const isPaid = evidence.some(({ status }) => status === "paid");
    // Before the cart, which another of its payments may take its lines out of first.
    if (isPaid && !hasBeenPaid(order.status)) await lockVariants(tx, order.quote.lines);
    for (const told of evidence) {
      const attempts = await tx
        .select({
          stripeId: paymentAttempts.stripeId,
          status: paymentAttempts.status,
          paymentMethodId: paymentAttempts.paymentMethodId,
        })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.orderId, orderId))
        .orderBy(paymentAttempts.createdAt);
      if (order.status === "open" && TOOK_MONEY.includes(told.status)) {
        order = await adoptRevision(tx, order, told.quoteRevision);
      }
      // Only an end asks for it: what is charged tells its own end.
      const isBeingConfirmed = told.status === "expired" && (await isConfirming(tx, orderId));
      const steps = decide({ ...order, attempts, isBeingConfirmed }, told);
      const cartConsumed = attempts.some((attempt) => !["open", "expired"].includes(attempt.status));
      await recordAttempt(
        tx,
        orderId,
        told,
        attempts.find((attempt) => attempt.stripeId === told.stripeId)?.status,
      );
      for (const step of steps) order = await applyStep(tx, { order, cartConsumed }, step);
    }
    await options.inSameTransaction?.(tx);
    return order.status;
  });
}

/** An open order that no payment can reach: its checkout never got a session, or lost it. */
export async function expireUnreachableOrder(orderId: OrderId): Promise<void> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open" || (await isConfirming(tx, orderId))) return;
    const alive = await tx
      .select({ stripeId: paymentAttempts.stripeId })
      .from(paymentAttempts)
      .where(
        and(
          eq(paymentAttempts.orderId, orderId),
          inArray(paymentAttempts.status, ["open", "processing", "paid"]),
        ),
      );
    if (alive.length > 0) return;
    await transitionOrder(tx, order, "expired", { actor: "store", detail: { code: "expired" } });
    await releaseHold(tx, orderId);
    await releaseRedemptions(tx, orderId);
  });
}

/** Attempts that can still change: the unfinished ones, and the paid one (refunds, disputes). */
async function attemptsToRead(orderId: OrderId, named: AttemptId | undefined): Promise<AttemptId[]> {
  const rows = await db()
    .select({ stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orderId),
        inArray(paymentAttempts.status, ["open", "processing", "paid"]),
      ),
    )
    .orderBy(paymentAttempts.createdAt);
  const atStripe = rows.filter((row) => !isFreePaymentId(row.stripeId));
  const ids = new Set(atStripe.map((row) => row.stripeId as AttemptId));
  if (named) ids.add(named);
  return [...ids];
}

async function readAttempt(id: AttemptId): Promise<PaymentEvidence> {
  if (!isPaymentIntentId(id)) return readSession(id);
  return intentEvidence(await stripe().paymentIntents.retrieve(id, { expand: INTENT_EXPANSION }));
}

async function readSession(sessionId: SessionId): Promise<PaymentEvidence> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPANSION });
  const evidence = sessionEvidence(session);
  if (!session.line_items?.has_more) return evidence;
  const lines = await stripe()
    .checkout.sessions.listLineItems(sessionId, { limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return {
    ...evidence,
    lines: lines.map(chargedLine),
  };
}

async function recordAttempt(
  tx: Transaction,
  orderId: OrderId,
  told: PaymentEvidence,
  stored: PaymentEvidence["status"] | undefined,
): Promise<void> {
  const now = new Date();
  if (stored && isStale(told.status, stored)) return;
  const facts = { status: told.status, paymentIntentId: told.paymentIntentId, checkedAt: now };
  const paymentMethodId = told.source === "intent" ? told.paymentMethodId : null;
  await tx
    .insert(paymentAttempts)
    .values({ ...facts, paymentMethodId, stripeId: told.stripeId, orderId, expiresAt: told.expiresAt })
    .onConflictDoUpdate({
      target: paymentAttempts.stripeId,
      // The first one is the store's own; a later one may be somebody else's.
      set: {
        ...facts,
        paymentMethodId: sql`coalesce(${paymentAttempts.paymentMethodId}, ${paymentMethodId})`,
      },
    });
}
