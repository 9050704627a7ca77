import "server-only";
import { eq, inArray, or } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { type CartId, type CustomerId, newCartId, type OrderId } from "@/lib/base/ids";
import { mergeCarts } from "@/lib/cart/merge.server";
import { claimOrders, unclaimedOrders } from "@/lib/customers/claim-orders.server";
import { lockAccount } from "@/lib/customers/lock-account.server";
import { followAccount } from "@/lib/customers/loyalty/follow-orders.server";
import { enqueueCustomerFacts } from "@/lib/customers/stripe-jobs.server";
import type { Database, Queryable, Transaction } from "@/lib/db/client";
import { lockCheckout, lockOrders } from "@/lib/db/locks.server";
import { customers, orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { moveReservationsToAccount } from "@/lib/discounts/redemptions.server";

type JoinedAccount = {
  /** Null when the browser has no cart. */
  cartId: CartId | null;
  /** Orders of the browser's old cart that the browser would lose, newest first. */
  keptOrders: OrderId[];
};

/** Moves a guest's cart, open checkout and past orders with the account's e-mail to the account. Orders with another e-mail stay with the browser. */
export async function joinAccount(
  database: Database,
  customerId: CustomerId,
  guest: { cartId: CartId | null; locale: Locale },
): Promise<JoinedAccount> {
  return inTransaction(database, async (tx) => {
    if (guest.cartId) await lockCheckout(tx, guest.cartId);
    const customer = await lockAccount(tx, customerId);
    if (!customer) throw new Error(`there is no account ${customerId}`);
    if (customer.locale !== guest.locale) {
      await tx.update(customers).set({ locale: guest.locale }).where(eq(customers.id, customerId));
      await enqueueCustomerFacts(tx, customerId);
    }
    const ofGuest = guest.cartId ? eq(orders.cartId, guest.cartId) : undefined;
    const locked = await lockOrders(tx, or(unclaimedOrders(customer.email), ofGuest));
    const claimed = await claimOrders(tx, customer, locked);
    const joined = await moveCart(tx, customer, guest.cartId, locked);
    if (claimed > 0) await followAccount(tx, customerId);
    return joined;
  });
}

async function moveCart(
  tx: Transaction,
  customer: { id: CustomerId; email: string; cartId: CartId | null },
  guestCartId: CartId | null,
  locked: readonly Order[],
): Promise<JoinedAccount> {
  const isTheirs = !guestCartId || guestCartId === customer.cartId;
  if (isTheirs || (await isOthersCart(tx, guestCartId))) return { cartId: customer.cartId, keptOrders: [] };
  const cartId = customer.cartId ?? newCartId();
  const ofCart = locked.filter((order) => order.cartId === guestCartId);
  const keptOrders = await moveOrders(tx, customer, ofCart, cartId);
  await mergeCarts(tx, guestCartId, cartId);
  if (!customer.cartId) await tx.update(customers).set({ cartId }).where(eq(customers.id, customer.id));
  return { cartId, keptOrders };
}

/** Whether the cart belongs to another account that was signed in here; nobody else may take it. */
export async function isOthersCart(q: Queryable, cartId: CartId): Promise<boolean> {
  const [owner] = await q.select({ id: customers.id }).from(customers).where(eq(customers.cartId, cartId));
  return owner !== undefined;
}

type Order = typeof orders.$inferSelect;

/** Moves the guest's open orders to the account's cart. Returns those that stay with the browser. */
async function moveOrders(
  tx: Transaction,
  customer: { id: CustomerId; email: string },
  ofGuest: readonly Order[],
  to: CartId,
): Promise<OrderId[]> {
  const open = ofGuest.filter((order) => order.status === "open").map((order) => order.id);
  await tx.update(orders).set({ cartId: to, customerId: customer.id }).where(inArray(orders.id, open));
  await moveReservationsToAccount(tx, open, customer.id);
  const isTheirs = ({ customerId, email }: Order) =>
    customerId === customer.id || (customerId === null && email?.toLowerCase() === customer.email);
  return ofGuest
    .filter((order) => order.status !== "open" && !isTheirs(order))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((order) => order.id);
}
