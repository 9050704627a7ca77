import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import {
  type AttemptId,
  isFreePaymentId,
  isPaymentIntentId,
  type OrderId,
  type PaymentIntentId,
  type SessionId,
} from "@/lib/base/ids";
import { followOrder } from "@/lib/customers/loyalty/follow-orders.server";
import { db, type Transaction } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { lockVariants, releaseHold } from "@/lib/inventory/stock.server";
import {
  addToTimeline,
  lockOrder,
  type OrderRow,
  transitionOrder,
} from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { AttemptStatus, OrderStatus } from "@/lib/model/order";
import { readStart } from "@/lib/orders/stored/checkout-start.server";
import { mayBeCharged } from "@/lib/orders/stored/confirmations.server";
import { recordTry } from "@/lib/orders/stored/payment-tries.server";
import { adoptRevision } from "@/lib/orders/stored/quote-revisions.server";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";
import { telemetry } from "@/lib/telemetry/tell.server";
import { applyStep } from "./apply.server";
import type { ChargeEvidence } from "./charge-facts";
import { decide, isStale } from "./decide";
import { chargedLine, type PaymentEvidence, SESSION_EXPANSION, sessionEvidence } from "./evidence";
import { loadAttempts, loadMoneyBack } from "./facts.server";
import { INTENT_EXPANSION, intentEvidence } from "./intent-evidence";
import type { ReadAhead } from "./read-ahead.server";
import { withAllRefundsAndDisputes } from "./read-money-back.server";

type SettleOptions = {
  /** The attempt that an event names. It is read even if the order has no record of it yet. */
  attemptId?: AttemptId | undefined;
  /** The payment that an event about a dispute names. */
  disputedIntentId?: PaymentIntentId | undefined;
  /** Payments that were read from Stripe just now. */
  ahead?: ReadAhead | undefined;
  /** Runs in the settlement's transaction, so both commit or fail together. The inbox marks its event here. */
  inSameTransaction?: (tx: Transaction) => Promise<void>;
};

/**
 * Brings an order up to date with its payments as Stripe has them now, so events may be late, repeated or out of order. Several
 * processes may call it at once.
 * @returns the new status; null for an unknown order
 * @throws Stripe's and the database's errors, with nothing changed
 */
export async function settleOrder(
  orderId: OrderId,
  options: SettleOptions = {},
): Promise<OrderStatus | null> {
  const attemptIds = await attemptsToRead(orderId, options.attemptId);
  const evidence = await Promise.all(attemptIds.map((id) => readAttempt(id, options)));
  return settleWithEvidence(orderId, evidence, options);
}

/** With these statuses the shopper agreed to the quote that Stripe had, even if Stripe's answer was lost. */
const TOOK_MONEY: readonly AttemptStatus[] = ["paid", "processing"];

/** The merchant took a part of an authorized payment, and told Stripe the number of the part's quote. */
const isOfPart = ({ status }: OrderRow, payment: PaymentEvidence): boolean =>
  status === "processing" &&
  payment.status === "paid" &&
  payment.source === "intent" &&
  (payment.letGo ?? 0) > 0;

/** With these statuses the try that paid was recorded when they began. */
const TRIED: readonly AttemptStatus[] = ["paid", "duplicate"];

type EvidenceOptions = Pick<SettleOptions, "inSameTransaction"> & {
  /** Called under the order's lock. When it gives false, nothing is changed and the result is null. */
  onlyIf?: (tx: Transaction) => Promise<boolean>;
};

export async function settleWithEvidence(
  orderId: OrderId,
  evidence: readonly PaymentEvidence[],
  options: EvidenceOptions = {},
): Promise<OrderStatus | null> {
  let news: PaymentEvidence[] = [];
  const status = await inTransaction(db(), async (tx) => {
    // A transaction may run several times.
    news = [];
    const locked = await lockOrder(tx, orderId);
    if (!locked || (options.onlyIf && !(await options.onlyIf(tx)))) return null;
    let order = locked;
    const isPaid = evidence.some(({ status }) => status === "paid");
    if (isPaid && !hasBeenPaid(order.status)) await lockVariants(tx, order.quote.lines);
    for (const payment of evidence) {
      const attempts = await loadAttempts(tx, orderId);
      const isMoneyBack = payment.refunds.length > 0 || payment.disputes.length > 0;
      const moneyBack = isMoneyBack ? await loadMoneyBack(tx, orderId) : { refunds: [], disputes: [] };
      if ((order.status === "open" && TOOK_MONEY.includes(payment.status)) || isOfPart(order, payment)) {
        order = await adoptRevision(tx, order, payment.quoteRevision);
      }
      // Only the end of a payment depends on a running confirmation.
      const isBeingConfirmed = payment.status === "expired" && (await mayBeCharged(tx, orderId));
      const steps = decide({ ...order, ...moneyBack, attempts, isBeingConfirmed }, payment);
      const cartConsumed = attempts.some((attempt) => !["open", "expired"].includes(attempt.status));
      const stored = attempts.find(({ stripeId }) => stripeId === payment.stripeId)?.status;
      const isNews = await recordAttempt(tx, orderId, payment, stored);
      if (isNews) news.push(payment);
      if (payment.charge && (!stored || !TRIED.includes(stored))) {
        const { id, facts, outcome, reason, at } = payment.charge;
        await recordTry(tx, { id, orderId, method: facts.method, outcome, reason, at });
      }
      for (const step of steps) order = await applyStep(tx, { order, cartConsumed }, step);
    }
    const change = await followOrder(tx, locked, order);
    if (change) await addToTimeline(tx, orderId, "store", change);
    await options.inSameTransaction?.(tx);
    return order.status;
  });
  for (const { status: outcome, paidWith } of news) {
    telemetry()?.count("store.payments", { method: paidWith?.type ?? "unknown", outcome });
  }
  return status;
}

/**
 * Ends an open order that no payment can reach: it has no session, or the shopper never pressed the button.
 * @param options `onlyIf` is called under the order's lock; when it gives false, nothing is changed
 * @returns whether the order expired
 */
export async function expireUnreachableOrder(
  orderId: OrderId,
  { onlyIf }: Pick<EvidenceOptions, "onlyIf"> = {},
): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== "open" || (await mayBeCharged(tx, orderId))) return false;
    if ((await readStart(tx, orderId))?.isAlive) return false;
    const alive = await tx
      .select({ stripeId: paymentAttempts.stripeId })
      .from(paymentAttempts)
      .where(
        and(
          eq(paymentAttempts.orderId, orderId),
          inArray(paymentAttempts.status, ["open", "processing", "paid"]),
        ),
      );
    if (alive.length > 0 || (onlyIf && !(await onlyIf(tx)))) return false;
    await transitionOrder(tx, order, "expired", { actor: "store", detail: { code: "expired" } });
    await releaseHold(tx, orderId);
    await releaseRedemptions(tx, orderId);
    return true;
  });
}

const unsettledAttempts = prepared((database) =>
  database
    .select({ stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, sql.placeholder("orderId")),
        inArray(paymentAttempts.status, ["open", "processing", "paid", "duplicate"]),
      ),
    )
    .orderBy(desc(eq(paymentAttempts.status, "paid")), paymentAttempts.createdAt),
);

/** Unfinished attempts, and paid ones for refunds and disputes. The order's own payment is first, because it decides what another one means. */
async function attemptsToRead(orderId: OrderId, named: AttemptId | undefined): Promise<AttemptId[]> {
  const rows = await unsettledAttempts(db()).execute({ orderId });
  const atStripe = rows.filter((row) => !isFreePaymentId(row.stripeId));
  const ids = new Set(atStripe.map((row) => row.stripeId as AttemptId));
  if (named) ids.add(named);
  return [...ids];
}

async function readAttempt(
  id: AttemptId,
  { disputedIntentId, ahead }: SettleOptions,
): Promise<PaymentEvidence> {
  if (!isPaymentIntentId(id)) return readSessionAttempt(id, { disputedIntentId, ahead });
  const intent =
    ahead?.intents.get(id) ?? (await stripe().paymentIntents.retrieve(id, { expand: INTENT_EXPANSION }));
  return withAllRefundsAndDisputes(intentEvidence(intent), intent, disputedIntentId);
}

async function readSessionAttempt(
  sessionId: SessionId,
  { disputedIntentId, ahead }: SettleOptions,
): Promise<PaymentEvidence> {
  const session =
    ahead?.sessions.get(sessionId) ??
    (await stripe().checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPANSION }));
  const evidence = await withAllRefundsAndDisputes(
    sessionEvidence(session),
    expanded(session.payment_intent),
    disputedIntentId,
  );
  if (!session.line_items?.has_more) return evidence;
  const lines = await stripe()
    .checkout.sessions.listLineItems(sessionId, { limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return {
    ...evidence,
    lines: lines.map(chargedLine),
  };
}

/** An answer from before Stripe booked the charge takes no fee away that is known. */
function chargeToKeep({ id, facts }: ChargeEvidence) {
  if (facts.fee) return { chargeId: id, charge: facts };
  const known = sql`case when ${paymentAttempts.chargeId} = ${id} then ${paymentAttempts.charge} -> 'fee' end`;
  const charge = sql`${JSON.stringify(facts)}::jsonb || jsonb_build_object('fee', coalesce(${known}, 'null'))`;
  return { chargeId: id, charge };
}

/** @returns whether the payment has come further than the store knew */
async function recordAttempt(
  tx: Transaction,
  orderId: OrderId,
  reported: PaymentEvidence,
  stored: PaymentEvidence["status"] | undefined,
): Promise<boolean> {
  // The database's clock, as rounds of several processes compare with it.
  const now = sql`now()`;
  const taken = reported.status === "paid" ? { amountCaptured: reported.captured } : {};
  const charged = reported.charge ? { chargeId: reported.charge.id, charge: reported.charge.facts } : {};
  const recharged = reported.charge ? chargeToKeep(reported.charge) : {};
  if (stored && isStale(reported.status, stored)) {
    // Stripe calls a second payment paid as well; the store knows that it is a duplicate.
    await tx
      .update(paymentAttempts)
      .set({ ...taken, ...recharged, checkedAt: now })
      .where(eq(paymentAttempts.stripeId, reported.stripeId));
    return false;
  }
  const facts = {
    status: reported.status,
    paymentIntentId: reported.paymentIntentId,
    checkedAt: now,
    ...taken,
    ...charged,
  };
  const paymentMethodId = reported.source === "intent" ? reported.paymentMethodId : null;
  await tx
    .insert(paymentAttempts)
    .values({
      ...facts,
      paymentMethodId,
      stripeId: reported.stripeId,
      orderId,
      expiresAt: reported.expiresAt,
    })
    .onConflictDoUpdate({
      target: paymentAttempts.stripeId,
      // The first payment method is the one that the store checked, so a later one never replaces it.
      set: {
        ...facts,
        ...recharged,
        paymentMethodId: sql`coalesce(${paymentAttempts.paymentMethodId}, ${paymentMethodId})`,
      },
    });
  return reported.status !== (stored ?? "open");
}
