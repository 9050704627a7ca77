import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { CartId, CustomerId } from "@/lib/base/ids";
import type { Transaction } from "./client";
import { orders } from "./schema";

/** What is locked by hand, in the one order in which every transaction of the store does it: decision 13. */
const LOCK_ORDER = [
  "checkout",
  "account",
  "order",
  "variant",
  "discount rule",
  "customer's discounts",
  "card",
  "cart",
  "loyalty",
] as const;

type LockKind = (typeof LOCK_ORDER)[number];

const held = new WeakMap<Transaction, Map<LockKind, Set<string>>>();

/**
 * Checks the locks that a transaction takes; what it has already may be named again. Several of one kind are taken in the order of
 * their ids.
 *
 * @throws Error when the order is not kept: two transactions that do so can wait for each other for ever. A bug of the caller's.
 */
export function keepLockOrder(tx: Transaction, kind: LockKind, ids: readonly string[]): void {
  const locks = held.get(tx) ?? new Map<LockKind, Set<string>>();
  const own = locks.get(kind) ?? new Set();
  const added = ids.filter((id) => !own.has(id)).sort();
  const [first] = added;
  if (first === undefined) return;
  const later = LOCK_ORDER.slice(LOCK_ORDER.indexOf(kind) + 1).find((other) => locks.has(other));
  if (later) throw new Error(`a ${kind} (${first}) is locked after a ${later}`);
  const after = [...own].find((id) => id > first);
  if (after !== undefined) throw new Error(`a ${kind} (${first}) is locked after another (${after})`);
  held.set(tx, locks.set(kind, new Set([...own, ...added])));
}

/** Checkouts of one cart come one after the other. An advisory lock, as a cart may not be there yet, and its row is locked last. */
export async function lockCheckout(tx: Transaction, cartId: CartId): Promise<void> {
  keepLockOrder(tx, "checkout", [cartId]);
  await advisoryLock(tx, `checkout:${cartId}`);
}

/**
 * Orders with their rows locked until the transaction ends. Everything that hangs on an order is written under its lock; rows that only
 * refer to it do not wait.
 */
export async function lockOrders(tx: Transaction, which: SQL | undefined) {
  const locked = await tx.select().from(orders).where(which).orderBy(orders.id).for("no key update");
  keepLockOrder(
    tx,
    "order",
    locked.map((order) => order.id),
  );
  return locked;
}

/**
 * Reservations of one customer come one after the other: two carts at once must not both have what the customer's next order ends.
 *
 * @param key the account's id, or a guest's cart
 */
export async function lockCustomerDiscounts(tx: Transaction, key: string): Promise<void> {
  keepLockOrder(tx, "customer's discounts", [key]);
  await advisoryLock(tx, `discounts:${key}`);
}

/** Orders that are paid with one card, by Stripe's fingerprint of it, come one after the other. */
export async function lockCard(tx: Transaction, fingerprint: string): Promise<void> {
  keepLockOrder(tx, "card", [fingerprint]);
  await advisoryLock(tx, `card:${fingerprint}`);
}

/** What makes an account's tier is looked at by one after the other. */
export async function lockLoyalty(tx: Transaction, customerId: CustomerId): Promise<void> {
  keepLockOrder(tx, "loyalty", [customerId]);
  await advisoryLock(tx, `loyalty:${customerId}`);
}

async function advisoryLock(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
