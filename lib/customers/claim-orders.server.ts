import "server-only";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { customers, orderProducts, orders } from "@/lib/db/schema";

/**
 * Gives a guest's order to the account with its verified e-mail, whose owner gets the order's e-mails anyway. An order that has
 * an account keeps it.
 * @returns the order as it is afterwards
 */
export async function claimForAccount(
  tx: Transaction,
  orderId: OrderId,
): Promise<typeof orders.$inferSelect | undefined> {
  const isProven = and(eq(customers.email, sql`lower(${orders.email})`), eq(customers.emailVerified, true));
  const [found] = await tx
    .select({ order: orders, owner: customers.id })
    .from(orders)
    .leftJoin(customers, and(isNull(orders.customerId), isProven))
    .where(eq(orders.id, orderId));
  if (!found?.owner) return found?.order;
  const owner = tx.select({ id: customers.id }).from(customers).where(isProven);
  const [claimed] = await tx
    .update(orders)
    .set({ customerId: sql`(${owner})` })
    .where(and(eq(orders.id, orderId), isNull(orders.customerId), sql`exists (${owner})`))
    .returning();
  if (claimed?.customerId) await moveOrderProducts(tx, [orderId], claimed.customerId);
  return claimed ?? found.order;
}

async function moveOrderProducts(
  tx: Transaction,
  orderIds: readonly OrderId[],
  customerId: CustomerId,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx
    .update(orderProducts)
    .set({ customerId })
    .where(inArray(orderProducts.orderId, [...orderIds]));
}

/** The condition for guest orders with an e-mail address, which must be in lower case. */
export const unclaimedOrders = (email: string): SQL | undefined =>
  and(isNull(orders.customerId), eq(sql`lower(${orders.email})`, email));

/**
 * Gives the account those locked orders that a guest placed with its proven e-mail address.
 * @returns how many
 */
export async function claimOrders(
  tx: Transaction,
  customer: { id: CustomerId; email: string },
  locked: readonly { id: OrderId }[],
): Promise<number> {
  const ids = locked.map((order) => order.id);
  const claimed = await tx
    .update(orders)
    .set({ customerId: customer.id })
    .where(and(inArray(orders.id, ids), unclaimedOrders(customer.email)))
    .returning({ id: orders.id });
  await moveOrderProducts(
    tx,
    claimed.map(({ id }) => id),
    customer.id,
  );
  return claimed.length;
}
