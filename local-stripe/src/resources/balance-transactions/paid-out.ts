import type Stripe from "stripe";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";

/** Which transaction went into which payout, by the transaction's id. `shown`: whether `payout=` finds it. */
interface PaidOut {
  id: string;
  payout: string;
  shown: boolean;
}

const paidOut = collectionOf<PaidOut>("paidOut");

/** Its money can be paid out. A payout itself has left, although it arrives later. */
export function isAvailable(local: Local, { available_on, type }: Stripe.BalanceTransaction): boolean {
  return type === "payout" || available_on <= local.now();
}

export function putIntoPayout(local: Local, transactions: readonly string[], payout: string): void {
  for (const id of transactions) paidOut(local.store).put({ id, payout, shown: false });
}

/** Lets the list of transactions show what is in a payout. */
export function showPaidOut(local: Local, payout: string): void {
  for (const one of paidOut(local.store).all()) {
    if (one.payout === payout) paidOut(local.store).put({ ...one, shown: true });
  }
}

/** What waits for a payout: available, and in none. */
export function unpaid(local: Local): Stripe.BalanceTransaction[] {
  return local.store.balanceTransactions
    .all()
    .filter((one) => one.type !== "payout" && isAvailable(local, one) && !paidOut(local.store).get(one.id));
}

/** The payout that a transaction is listed under. */
export function payoutOf(local: Local, transaction: string): string | undefined {
  const found = paidOut(local.store).get(transaction);
  return found?.shown ? found.payout : undefined;
}
