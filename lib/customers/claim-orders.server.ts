import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { customers, orders } from "@/lib/db/schema";
import type { CustomerId, OrderId } from "@/lib/ids";

/**
 * A guest's order goes to the account whose verified e-mail it carries: that address has been proven to be the
 * account's, and the order's own e-mails go there anyway. An order that has an account keeps it.
 */
export async function claimForAccount(tx: Transaction, orderId: OrderId): Promise<void> {
  const owner = tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.email, sql`lower(${orders.email})`), eq(customers.emailVerified, true)));
  await tx
    .update(orders)
    .set({ customerId: sql`(${owner})` })
    .where(and(eq(orders.id, orderId), isNull(orders.customerId), sql`exists (${owner})`));
}

/** All guest's orders so far of an account that has just proven its e-mail. */
export async function claimPastOrders(
  tx: Transaction,
  customer: { id: CustomerId; email: string },
): Promise<void> {
  const unclaimed = tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(isNull(orders.customerId), eq(sql`lower(${orders.email})`, customer.email)))
    .orderBy(orders.id)
    .for("update");
  await tx.update(orders).set({ customerId: customer.id }).where(inArray(orders.id, unclaimed));
}
