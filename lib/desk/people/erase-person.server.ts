import "server-only";
import { and, eq, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import { unclaimedOrders } from "@/lib/customers/claim-orders.server";
import { lockAccount } from "@/lib/customers/lock-account.server";
import { deleteAccount } from "@/lib/customers/profile.server";
import type { Database, Transaction } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks.server";
import { draftOrders, orders, returns } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { eraseNews } from "@/lib/news/erase.server";
import { guestEmail } from "./guests.server";

/** A payment may still come, whose parcel needs an address. */
const UNDER_WAY = ["open", "processing"] as const;

/** How many orders are kept with the person's name, and how many without. */
type Erased = { kept: number; cleared: number };

/**
 * Erases a person: the account with its addresses, sign-ins, cart and cards, who they were in orders that nobody has paid, and what they wrote about
 * returns. Paid orders and invoices keep name and address, as the tax law wants. Safe to repeat.
 * @returns null when there is no such account
 */
export async function erasePerson(database: Database, id: CustomerId): Promise<Erased | null> {
  const erased = await inTransaction(database, async (tx) => {
    const account = await lockAccount(tx, id);
    if (!account) return null;
    return eraseFromOrders(tx, eq(orders.customerId, id), eq(draftOrders.customerId, id));
  });
  if (erased) await deleteAccount(database, id);
  return erased;
}

/**
 * The same for who bought without an account.
 * @param number of any of their orders
 * @returns null when the order is no guest's, or has no e-mail address
 */
export async function eraseGuest(database: Database, number: string): Promise<Erased | null> {
  return inTransaction(database, async (tx) => {
    const email = await guestEmail(tx, number);
    if (email === null) return null;
    // Drafts without an order are few: they are deleted by age.
    const drafts = and(
      ...[isNull(draftOrders.orderId), isNull(draftOrders.customerId)],
      eq(sql`lower(${draftOrders.email})`, email),
    );
    const erased = await eraseFromOrders(tx, unclaimedOrders(email), drafts);
    await eraseNews(tx, email);
    return erased;
  });
}

async function eraseFromOrders(
  tx: Transaction,
  own: SQL | undefined,
  drafts: SQL | undefined,
): Promise<Erased> {
  const locked = await lockOrders(tx, own);
  const ids = locked.map(({ id }) => id);
  await tx.update(returns).set({ note: null }).where(inArray(returns.orderId, ids));
  await tx
    .update(draftOrders)
    .set({ email: null, note: null })
    .where(or(drafts, inArray(draftOrders.orderId, ids)));
  const gone = await tx
    .update(orders)
    .set({ email: null, customerName: null, shippingName: null, shippingAddress: null })
    .where(and(inArray(orders.id, ids), isNull(orders.paidAt), notInArray(orders.status, [...UNDER_WAY])))
    .returning({ id: orders.id });
  return { kept: ids.length - gone.length, cleared: gone.length };
}
