import type Stripe from "stripe";
import { findBy } from "../../state/find-by";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";

/** Which transaction went into which payout, by the transaction's id. `shown`: whether `payout=` finds it. */
interface PaidOut {
  id: string;
  payout: string;
  shown: boolean;
}

const paidOut = collectionOf<PaidOut>("paidOut");

const inPayout = findBy<PaidOut>(({ payout }) => payout);
/** Those that went into a payout are noted as available. */
const waiting = findBy<Stripe.BalanceTransaction>(({ type, status }) => (type === "payout" ? null : status));

/** Its money can be paid out. A payout itself has left, although it arrives later. */
export function isAvailable(local: Local, { available_on, type }: Stripe.BalanceTransaction): boolean {
  return type === "payout" || available_on <= local.now();
}

export function putIntoPayout(local: Local, transactions: readonly string[], payout: string): void {
  const { balanceTransactions } = local.store;
  for (const id of transactions) {
    paidOut(local.store).put({ id, payout, shown: false });
    const transaction = balanceTransactions.get(id);
    if (transaction) balanceTransactions.put({ ...transaction, status: "available" });
  }
}

/** Lets the list of transactions show what is in a payout. */
export function showPaidOut(local: Local, payout: string): void {
  for (const one of inPayout(paidOut(local.store), payout)) paidOut(local.store).put({ ...one, shown: true });
}

/** What waits for a payout: available, and in none. */
export function unpaid(local: Local): Stripe.BalanceTransaction[] {
  return waiting(local.store.balanceTransactions, "pending")
    .filter((one) => isAvailable(local, one) && !paidOut(local.store).get(one.id))
    .toArray()
    .reverse();
}

/** What is listed under a payout, newest first. */
export function transactionsOfPayout(local: Local, payout: string): Stripe.BalanceTransaction[] {
  return inPayout(paidOut(local.store), payout)
    .toArray()
    .filter(({ shown }) => shown)
    .flatMap(({ id }) => local.store.balanceTransactions.get(id) ?? []);
}
