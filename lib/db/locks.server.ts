import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { CartId, CustomerId } from "@/lib/base/ids";
import type { Transaction } from "./client";
import { orders } from "./schema";

/** The order in which every transaction takes locks: decision 13. */
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
  "document series",
  "approval",
] as const;

type LockKind = (typeof LOCK_ORDER)[number];

const held = new WeakMap<Transaction, Map<LockKind, Set<string>>>();

/**
 * Checks that a transaction takes its locks in order. A lock may be taken again; several of one kind go by id.
 * @throws Error when the order is wrong, since two such transactions can deadlock
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

/** Lets one checkout of a cart run at a time. It is an advisory lock, because the cart may not exist yet. */
export async function lockCheckout(tx: Transaction, cartId: CartId): Promise<void> {
  keepLockOrder(tx, "checkout", [cartId]);
  await advisoryLock(tx, `checkout:${cartId}`);
}

/** Locks orders until the transaction ends. All that belongs to an order may be written only under this lock. */
export async function lockOrders(tx: Transaction, which: SQL | undefined) {
  const locked = await tx.select().from(orders).where(which).orderBy(orders.id).for("no key update");
  keepLockOrder(
    tx,
    "order",
    locked.map((order) => order.id),
  );
  return locked;
}

/** Prevents two carts from both using a discount that the customer's next order ends. `key` is the account's id, or a guest's cart. */
export async function lockCustomerDiscounts(tx: Transaction, key: string): Promise<void> {
  keepLockOrder(tx, "customer's discounts", [key]);
  await advisoryLock(tx, `discounts:${key}`);
}

/** Lets one order per card run at a time, by Stripe's fingerprint. */
export async function lockCard(tx: Transaction, fingerprint: string): Promise<void> {
  keepLockOrder(tx, "card", [fingerprint]);
  await advisoryLock(tx, `card:${fingerprint}`);
}

export async function lockLoyalty(tx: Transaction, customerId: CustomerId): Promise<void> {
  keepLockOrder(tx, "loyalty", [customerId]);
  await advisoryLock(tx, `loyalty:${customerId}`);
}

/** Lets one person at a time ask for the same money: `key` names what is asked. */
export async function lockApproval(tx: Transaction, key: string): Promise<void> {
  keepLockOrder(tx, "approval", [key]);
  await advisoryLock(tx, `approval:${key}`);
}

async function advisoryLock(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
