import "server-only";
import { desc, type SQL } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";

const LATEST = 20;

/** The newest of a person's orders. `own` says which are theirs. */
export async function latestOrders(own: SQL | undefined) {
  return db()
    .select({
      ...{ number: orders.number, status: orders.status, total: orders.total },
      ...{ currency: orders.currency, placedAt: orders.createdAt },
    })
    .from(orders)
    .where(own)
    .orderBy(desc(orders.createdAt))
    .limit(LATEST);
}
