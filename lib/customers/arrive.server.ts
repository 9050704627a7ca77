import "server-only";
import { and, eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { mergeCarts } from "@/lib/cart/merge.server";
import { oneCheckoutAtATime } from "@/lib/checkout/place-order.server";
import type { Database, Queryable, Transaction } from "@/lib/db/client";
import { customers, orders } from "@/lib/db/schema";
import { type CartId, type CustomerId, newCartId, type OrderId } from "@/lib/ids";
import { claimPastOrders } from "./claim-orders.server";
import { enqueueCustomerFacts } from "./stripe-jobs.server";

export type Arrival = {
  /** The browser's cart from now on; null when it has none. */
  cartId: CartId | null;
  /** Orders the browser owned by its old cart and would lose, newest first. */
  keptOrders: OrderId[];
};

/**
 * What signing in does with what a guest had in this browser: the cart joins the account's, a checkout that is under
 * way comes along with it, and past orders with the account's e-mail become the account's. Orders with another e-mail
 * stay with the browser: somebody else may have placed them on it.
 */
export async function arrive(
  database: Database,
  customerId: CustomerId,
  guest: { cartId: CartId | null; locale: Locale },
): Promise<Arrival> {
  return database.transaction(async (tx) => {
    if (guest.cartId) await oneCheckoutAtATime(tx, guest.cartId);
    // Not "update": settling an order of this account refers to the row, and must not wait for it.
    const [customer] = await tx
      .select()
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("no key update");
    if (!customer) throw new Error(`there is no account ${customerId}`);
    if (customer.locale !== guest.locale) {
      await tx.update(customers).set({ locale: guest.locale }).where(eq(customers.id, customerId));
      await enqueueCustomerFacts(tx, customerId);
    }
    await claimPastOrders(tx, customer);
    if (!guest.cartId || guest.cartId === customer.cartId) return { cartId: customer.cartId, keptOrders: [] };
    if (await isOthersCart(tx, guest.cartId)) return { cartId: customer.cartId, keptOrders: [] };

    const cartId = customer.cartId ?? newCartId();
    const keptOrders = await moveOrders(tx, customerId, guest.cartId, cartId);
    await mergeCarts(tx, guest.cartId, cartId);
    if (!customer.cartId) await tx.update(customers).set({ cartId }).where(eq(customers.id, customerId));
    return { cartId, keptOrders };
  });
}

/** Of an account whose session ended in this browser: not this shopper's to take. */
export async function isOthersCart(q: Queryable, cartId: CartId): Promise<boolean> {
  const [owner] = await q.select({ id: customers.id }).from(customers).where(eq(customers.cartId, cartId));
  return owner !== undefined;
}

async function moveOrders(
  tx: Transaction,
  customerId: CustomerId,
  from: CartId,
  to: CartId,
): Promise<OrderId[]> {
  const placed = await tx
    .select({
      id: orders.id,
      status: orders.status,
      customerId: orders.customerId,
      createdAt: orders.createdAt,
    })
    .from(orders)
    .where(eq(orders.cartId, from))
    .orderBy(orders.id)
    .for("update");
  await tx
    .update(orders)
    .set({ cartId: to, customerId })
    .where(and(eq(orders.cartId, from), eq(orders.status, "open")));
  return placed
    .filter((order) => order.status !== "open" && order.customerId !== customerId)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((order) => order.id);
}
