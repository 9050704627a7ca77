import "server-only";
import { eq } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { customers } from "@/lib/db/schema";

/**
 * The account with its row locked until the transaction ends; undefined when it is gone. Orders that only refer to it, as when one is
 * settled, do not wait for it.
 */
export async function lockAccount(tx: Transaction, customerId: CustomerId) {
  keepLockOrder(tx, "account", [customerId]);
  const [account] = await tx
    .select()
    .from(customers)
    .where(eq(customers.id, customerId))
    .for("no key update");
  return account;
}
