import "server-only";
import { and, eq, inArray, isNull, notInArray } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import { lockAccount } from "@/lib/customers/lock-account.server";
import { deleteAccount } from "@/lib/customers/profile.server";
import type { Database } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks.server";
import { draftOrders, orders, returns } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";

/** A payment may still come, whose parcel needs an address. */
const UNDER_WAY = ["open", "processing"] as const;

/**
 * Erases a person: the account with its addresses, sign-ins, cart and cards, who they were in orders that nobody has paid, and what they wrote about
 * returns. Paid orders and invoices keep name and address, as the tax law wants. Safe to repeat.
 * @returns how many orders are kept with the person's name, and how many without; null when there is no such account
 */
export async function erasePerson(
  database: Database,
  id: CustomerId,
): Promise<{ kept: number; cleared: number } | null> {
  const cleared = await inTransaction(database, async (tx) => {
    const account = await lockAccount(tx, id);
    if (!account) return null;
    const own = eq(orders.customerId, id);
    await lockOrders(tx, own);
    const ids = await tx.select({ id: orders.id }).from(orders).where(own);
    if (ids.length > 0)
      await tx
        .update(returns)
        .set({ note: null })
        .where(
          inArray(
            returns.orderId,
            ids.map((order) => order.id),
          ),
        );
    await tx.update(draftOrders).set({ email: null, note: null }).where(eq(draftOrders.customerId, id));
    const gone = await tx
      .update(orders)
      .set({ email: null, customerName: null, shippingName: null, shippingAddress: null })
      .where(and(own, isNull(orders.paidAt), notInArray(orders.status, [...UNDER_WAY])))
      .returning({ id: orders.id });
    return { kept: ids.length - gone.length, cleared: gone.length };
  });
  if (cleared) await deleteAccount(database, id);
  return cleared;
}
