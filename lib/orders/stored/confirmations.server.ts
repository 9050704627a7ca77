import "server-only";
import { and, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { FreePaymentId, OrderId, PaymentIntentId } from "@/lib/base/ids";
import { withRenewal } from "@/lib/base/with-renewal";
import { db, type Transaction } from "@/lib/db/client";
import { type ConfirmationStatus, paymentAttempts, paymentConfirmations } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";

/** After this time without a renewal another process finds out whether the confirmation charged. */
const RUN_SECONDS = 10;
const RENEW_MS = 2_000;

export type Confirmation = {
  /** `ctoken_…`, or the store's own id for a free order. */
  tokenId: string;
  orderId: OrderId;
  number: number;
  revision: number;
  status: ConfirmationStatus;
  paymentIntentId: PaymentIntentId | null;
};

const isRunning = ({ status, isOver }: { status: ConfirmationStatus; isOver: boolean }) =>
  (status === "reviewed" || status === "sent") && !isOver;

const runsUntil = sql`now() + make_interval(secs => ${RUN_SECONDS})`;

const selectConfirmations = (tx: Transaction) =>
  tx
    .select({
      tokenId: paymentConfirmations.tokenId,
      orderId: paymentConfirmations.orderId,
      number: paymentConfirmations.number,
      revision: paymentConfirmations.revision,
      status: paymentConfirmations.status,
      paymentIntentId: paymentConfirmations.paymentIntentId,
      isOver: sql<boolean>`${paymentConfirmations.runsUntil} < now()`,
    })
    .from(paymentConfirmations)
    .$dynamic();

/** Runs `work`, which calls Stripe, and renews the confirmation's lease meanwhile. A lease that has ended is not renewed. */
export async function withConfirmationLease<Result>(
  { tokenId, number }: Confirmation,
  work: () => Promise<Result>,
): Promise<Result> {
  const mine = and(
    eq(paymentConfirmations.tokenId, tokenId),
    eq(paymentConfirmations.number, number),
    inArray(paymentConfirmations.status, ["reviewed", "sent"]),
    gt(paymentConfirmations.runsUntil, sql`now()`),
  );
  const renew = () => db().update(paymentConfirmations).set({ runsUntil }).where(mine);
  return withRenewal({ what: `confirmation ${tokenId}`, everyMs: RENEW_MS, renew }, work);
}

/** Adds a confirmation; null when another order has the token. The order must be locked. */
async function addConfirmation(
  tx: Transaction,
  order: OrderRow,
  { tokenId, number }: Pick<Confirmation, "tokenId" | "number">,
): Promise<Confirmation | null> {
  const confirmation = { tokenId, number, orderId: order.id, revision: order.quote.revision };
  const added = await tx
    .insert(paymentConfirmations)
    .values({ ...confirmation, runsUntil })
    .onConflictDoNothing({ target: paymentConfirmations.tokenId })
    .returning({ tokenId: paymentConfirmations.tokenId });
  return added.length > 0 ? { ...confirmation, status: "reviewed", paymentIntentId: null } : null;
}

/** Starts a confirmation again. The order must be locked, and no earlier run may be left. */
async function restartConfirmation(
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

/** Whether the confirmation may go on; false when its check took too long. The order must be locked. `now()` may be from before that lock. */
export async function stillRuns(tx: Transaction, confirmation: Confirmation): Promise<boolean> {
  const found = await tx
    .select({ tokenId: paymentConfirmations.tokenId })
    .from(paymentConfirmations)
    .where(
      and(
        eq(paymentConfirmations.tokenId, confirmation.tokenId),
        eq(paymentConfirmations.number, confirmation.number),
        eq(paymentConfirmations.status, "reviewed"),
        gt(paymentConfirmations.runsUntil, sql`clock_timestamp()`),
      ),
    );
  return found.length > 0;
}

/**
 * Records that Stripe is about to be asked. From here on only Stripe knows whether it charged.
 * @param revision the number of the quote that the shopper agreed to
 */
export async function markSent(tx: Transaction, { tokenId }: Confirmation, revision: number): Promise<void> {
  await tx
    .update(paymentConfirmations)
    .set({ status: "sent", revision, runsUntil })
    .where(eq(paymentConfirmations.tokenId, tokenId));
}

/** Deletes a confirmation that never reached Stripe, so that its token can be used again. */
export async function forgetConfirmation(tx: Transaction, { tokenId, number }: Confirmation): Promise<void> {
  await tx
    .delete(paymentConfirmations)
    .where(
      and(
        eq(paymentConfirmations.tokenId, tokenId),
        eq(paymentConfirmations.number, number),
        eq(paymentConfirmations.status, "reviewed"),
      ),
    );
}

/** Records how a confirmation ended. Only one whose answer is still missing becomes `lost`: a known payment stays known. */
export async function closeConfirmation(
  tx: Transaction,
  { tokenId }: Confirmation,
  status: "lost" | "refused" | "done",
  paymentIntentId: PaymentIntentId | null = null,
): Promise<void> {
  await tx
    .update(paymentConfirmations)
    .set({ status, paymentIntentId })
    .where(
      and(
        eq(paymentConfirmations.tokenId, tokenId),
        status === "lost" ? eq(paymentConfirmations.status, "sent") : undefined,
      ),
    );
}

/** `begin`: the first token, or one after a token that never reached Stripe. `replay`: a token may have been charged, which is found out first. */
type Claim =
  | { kind: "begin"; confirmation: Confirmation }
  | { kind: "replay"; confirmation: Confirmation }
  | { kind: "known"; paymentIntentId: PaymentIntentId }
  | { kind: "used" }
  | { kind: "running" }
  | { kind: "closed" };

export async function claimOrder(
  tx: Transaction,
  order: OrderRow,
  tokenId: string | FreePaymentId,
): Promise<Claim> {
  const [foreign] = await selectConfirmations(tx).where(
    and(eq(paymentConfirmations.tokenId, tokenId), ne(paymentConfirmations.orderId, order.id)),
  );
  if (foreign) return { kind: "used" };
  const known = await selectConfirmations(tx)
    .where(eq(paymentConfirmations.orderId, order.id))
    .orderBy(desc(paymentConfirmations.number));
  const mine = known.find((one) => one.tokenId === tokenId);
  if (mine?.status === "done" && mine.paymentIntentId) {
    return { kind: "known", paymentIntentId: mine.paymentIntentId };
  }
  if (order.status !== "open") {
    // An event may have settled the order before the answer came; the token that paid still gets its result.
    if (!mine || isRunning(mine) || !isUnresolved(mine)) return { kind: "closed" };
    return { kind: "replay", confirmation: await restartConfirmation(tx, mine, "sent") };
  }
  if (mine?.status === "refused") return { kind: "used" };
  if (known.some(isRunning)) return { kind: "running" };
  const unresolved = known.find(isUnresolved);
  if (unresolved) return { kind: "replay", confirmation: await restartConfirmation(tx, unresolved, "sent") };
  if (mine) return { kind: "begin", confirmation: await restartConfirmation(tx, mine, "reviewed") };

  const number = (known[0]?.number ?? 0) + 1;
  const added = await addConfirmation(tx, order, { tokenId, number });
  return added ? { kind: "begin", confirmation: added } : { kind: "used" };
}

const isUnresolved = ({ status }: { status: ConfirmationStatus }) => status === "lost" || status === "sent";

/** What prevents another checkout from replacing a locked order. A confirmation whose answer was lost is claimed, to be found out first. */
export async function claimUnresolved(
  tx: Transaction,
  orderId: OrderId,
): Promise<{ kind: "free" } | Extract<Claim, { kind: "running" | "replay" }>> {
  const known = await selectConfirmations(tx).where(eq(paymentConfirmations.orderId, orderId));
  if (known.some(isRunning)) return { kind: "running" };
  const unresolved = known.find(isUnresolved);
  if (!unresolved) return { kind: "free" };
  return { kind: "replay", confirmation: await restartConfirmation(tx, unresolved, "sent") };
}

export async function isBeingPaid(tx: Transaction, orderId: OrderId): Promise<boolean> {
  return (await isConfirming(tx, orderId)) || (await isOnItsWay(tx, orderId));
}

async function isConfirming(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const known = await selectConfirmations(tx).where(eq(paymentConfirmations.orderId, orderId));
  return known.some(isRunning);
}

/** A confirmation is running or its outcome is unknown. Until that is known, the end of another payment does not end the order. */
export async function mayBeCharged(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const known = await selectConfirmations(tx).where(eq(paymentConfirmations.orderId, orderId));
  return known.some((one) => isRunning(one) || isUnresolved(one));
}

async function isOnItsWay(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const found = await tx
    .select({ stripeId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), inArray(paymentAttempts.status, ["processing", "paid"])))
    .limit(1);
  return found.length > 0;
}
