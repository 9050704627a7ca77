import "server-only";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { FreePaymentId, OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { type ConfirmationStatus, paymentAttempts, paymentConfirmations } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import {
  addConfirmation,
  type Confirmation,
  isRunning,
  restartConfirmation,
  selectConfirmations,
} from "./record.server";

/**
 * What a token asks for, in the order's lock. `begin`: it is the first to come, or takes over from one that never asked
 * Stripe. `replay`: this or an earlier token may have been charged and nobody knows; that is found out first.
 */
export type Claim =
  | { kind: "begin"; confirmation: Confirmation }
  | { kind: "replay"; confirmation: Confirmation }
  | { kind: "known"; paymentIntentId: PaymentIntentId }
  | { kind: "used" }
  | { kind: "running" }
  /** The order takes no payment any more. */
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
    .orderBy(desc(paymentConfirmations.attempt));
  const mine = known.find((one) => one.tokenId === tokenId);
  if (mine?.status === "done" && mine.paymentIntentId) {
    return { kind: "known", paymentIntentId: mine.paymentIntentId };
  }
  if (order.status !== "open") {
    // An event may have settled it before its answer came: the token's own payment is told all the same.
    if (!mine || isRunning(mine) || !isUnresolved(mine)) return { kind: "closed" };
    return { kind: "replay", confirmation: await restartConfirmation(tx, mine, "sent") };
  }
  if (mine?.status === "refused") return { kind: "used" };
  if (known.some(isRunning)) return { kind: "running" };
  const unresolved = known.find(isUnresolved);
  if (unresolved) return { kind: "replay", confirmation: await restartConfirmation(tx, unresolved, "sent") };
  if (mine) return { kind: "begin", confirmation: await restartConfirmation(tx, mine, "reviewed") };

  const attempt = (known[0]?.attempt ?? 0) + 1;
  const added = await addConfirmation(tx, order, { tokenId, attempt });
  return added ? { kind: "begin", confirmation: added } : { kind: "used" };
}

/** Of those that don't run. */
const isUnresolved = ({ status }: { status: ConfirmationStatus }) => status === "lost" || status === "sent";

/**
 * What stands in the way of another checkout that takes a locked order's place. An answer that was lost is claimed, to be
 * resolved first.
 */
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

/** A confirmation is running, or the money is on its way. */
export async function isBeingPaid(tx: Transaction, orderId: OrderId): Promise<boolean> {
  return (await isConfirming(tx, orderId)) || (await isOnItsWay(tx, orderId));
}

async function isConfirming(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const known = await selectConfirmations(tx).where(eq(paymentConfirmations.orderId, orderId));
  return known.some(isRunning);
}

/** A confirmation is running, or nobody knows whether one was made: no end of another payment ends the order. */
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
