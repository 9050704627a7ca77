import "server-only";
import { eq } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { customers } from "@/lib/db/schema";

/** Locks the account until the transaction ends; undefined when it no longer exists. Orders that refer to it do not wait. */
export async function lockAccount(tx: Transaction, customerId: CustomerId) {
  keepLockOrder(tx, "account", [customerId]);
  const [account] = await tx
    .select()
    .from(customers)
    .where(eq(customers.id, customerId))
    .for("no key update");
  return account;
}
