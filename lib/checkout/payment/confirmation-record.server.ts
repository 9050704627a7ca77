import "server-only";
import { and, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { type ConfirmationStatus, paymentAttempts, paymentConfirmations } from "@/lib/db/schema";
import type { FreePaymentId, OrderId, PaymentIntentId } from "@/lib/ids";
import type { OrderRow } from "@/lib/orders/transition.server";

/** Longer than a confirmation takes with its retries. */
const RUN_SECONDS = 75;

export type Confirmation = {
  /** `ctoken_…`, or what stands for it where nothing is to be paid. */
  tokenId: string;
  orderId: OrderId;
  attempt: number;
  /** Of the order's quote that it is to pay. */
  revision: number;
  status: ConfirmationStatus;
  paymentIntentId: PaymentIntentId | null;
};

/**
 * What a token asks for, in the order's lock. `begin`: it is the first to come, or takes over from one that never asked
 * Stripe. `replay`: this or an earlier token may have been charged and nobody knows; that is found out first.
 */
export type Claim =
  | { kind: "begin"; confirmation: Confirmation }
  | { kind: "replay"; confirmation: Confirmation }
  | { kind: "known"; paymentIntentId: PaymentIntentId }
  | { kind: "used" }
  | { kind: "running" };

export async function claimOrder(
  tx: Transaction,
  order: OrderRow,
  tokenId: string | FreePaymentId,
): Promise<Claim> {
  const [foreign] = await select(tx).where(
    and(eq(paymentConfirmations.tokenId, tokenId), ne(paymentConfirmations.orderId, order.id)),
  );
  if (foreign) return { kind: "used" };
  const known = await select(tx)
    .where(eq(paymentConfirmations.orderId, order.id))
    .orderBy(desc(paymentConfirmations.attempt));
  const mine = known.find((one) => one.tokenId === tokenId);
  if (mine?.status === "done" && mine.paymentIntentId) {
    return { kind: "known", paymentIntentId: mine.paymentIntentId };
  }
  if (mine?.status === "refused") return { kind: "used" };
  if (known.some(isRunning)) return { kind: "running" };
  const unheard = known.find(isUnheard);
  if (unheard) return { kind: "replay", confirmation: await restart(tx, unheard, "sent") };
  if (mine) return { kind: "begin", confirmation: await restart(tx, mine, "reviewed") };

  const confirmation = {
    tokenId,
    orderId: order.id,
    revision: order.quote.revision,
    attempt: (known[0]?.attempt ?? 0) + 1,
  };
  await tx.insert(paymentConfirmations).values({ ...confirmation, runsUntil });
  return { kind: "begin", confirmation: { ...confirmation, status: "reviewed", paymentIntentId: null } };
}

const isRunning = ({ status, isOver }: { status: ConfirmationStatus; isOver: boolean }) =>
  (status === "reviewed" || status === "sent") && !isOver;

/** Of those that don't run. */
const isUnheard = ({ status }: { status: ConfirmationStatus }) => status === "lost" || status === "sent";

/**
 * What stands in the way of another checkout that takes a locked order's place. An answer that was lost is claimed, to be
 * heard first.
 */
export async function claimUnheard(
  tx: Transaction,
  orderId: OrderId,
): Promise<{ kind: "free" } | Extract<Claim, { kind: "running" | "replay" }>> {
  const known = await select(tx).where(eq(paymentConfirmations.orderId, orderId));
  if (known.some(isRunning)) return { kind: "running" };
  const unheard = known.find(isUnheard);
  if (!unheard) return { kind: "free" };
  return { kind: "replay", confirmation: await restart(tx, unheard, "sent") };
}

/** A confirmation is running, or the money is on its way. */
export async function isBeingPaid(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const known = await select(tx).where(eq(paymentConfirmations.orderId, orderId));
  return known.some(isRunning) || (await isOnItsWay(tx, orderId));
}

async function isOnItsWay(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const found = await tx
    .select({ stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), inArray(paymentAttempts.status, ["processing", "paid"])))
    .limit(1);
  return found.length > 0;
}

const runsUntil = sql`now() + make_interval(secs => ${RUN_SECONDS})`;

const select = (tx: Transaction) =>
  tx
    .select({
      tokenId: paymentConfirmations.tokenId,
      orderId: paymentConfirmations.orderId,
      attempt: paymentConfirmations.attempt,
      revision: paymentConfirmations.revision,
      status: paymentConfirmations.status,
      paymentIntentId: paymentConfirmations.paymentIntentId,
      isOver: sql<boolean>`${paymentConfirmations.runsUntil} < now()`,
    })
    .from(paymentConfirmations)
    .$dynamic();

async function restart(
  tx: Transaction,
  known: Confirmation,
  status: "reviewed" | "sent",
): Promise<Confirmation> {
  await tx
    .update(paymentConfirmations)
    .set({ status, runsUntil })
    .where(eq(paymentConfirmations.tokenId, known.tokenId));
  return { ...known, status };
}

/**
 * In the order's lock. False: its review took so long that another may have claimed the order. The transaction may have
 * waited for the lock, so its own `now()` is too early.
 */
export async function stillRuns(tx: Transaction, confirmation: Confirmation): Promise<boolean> {
  const found = await tx
    .select({ tokenId: paymentConfirmations.tokenId })
    .from(paymentConfirmations)
    .where(
      and(
        eq(paymentConfirmations.tokenId, confirmation.tokenId),
        eq(paymentConfirmations.attempt, confirmation.attempt),
        eq(paymentConfirmations.status, "reviewed"),
        gt(paymentConfirmations.runsUntil, sql`clock_timestamp()`),
      ),
    );
  return found.length > 0;
}

/** From here on nobody but Stripe knows whether it was charged. `revision`: of the quote that was agreed to. */
export async function markSent(tx: Transaction, { tokenId }: Confirmation, revision: number): Promise<void> {
  await tx
    .update(paymentConfirmations)
    .set({ status: "sent", revision, runsUntil })
    .where(eq(paymentConfirmations.tokenId, tokenId));
}

/** Stripe was never asked: the same token may come again. */
export async function forgetConfirmation(tx: Transaction, { tokenId, attempt }: Confirmation): Promise<void> {
  await tx
    .delete(paymentConfirmations)
    .where(
      and(
        eq(paymentConfirmations.tokenId, tokenId),
        eq(paymentConfirmations.attempt, attempt),
        eq(paymentConfirmations.status, "reviewed"),
      ),
    );
}

/** How a confirmation ended. */
export async function closeConfirmation(
  tx: Transaction,
  { tokenId }: Confirmation,
  status: "lost" | "refused" | "done",
  paymentIntentId: PaymentIntentId | null = null,
): Promise<void> {
  await tx
    .update(paymentConfirmations)
    .set({ status, paymentIntentId })
    .where(eq(paymentConfirmations.tokenId, tokenId));
}
