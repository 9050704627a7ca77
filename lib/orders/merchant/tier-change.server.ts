import "server-only";
import { eq } from "drizzle-orm";
import { followOrder } from "@/lib/customers/loyalty/follow-orders.server";
import type { Transaction } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { addToTimeline, type OrderRow } from "@/lib/lifecycle/transition-order.server";

/** Adds a change of the customer's tier to the timeline, as a merchant command's last step. `before` is the order when it was locked. */
export async function addTierChangeToTimeline(tx: Transaction, before: OrderRow): Promise<void> {
  const [after] = await tx.select().from(orders).where(eq(orders.id, before.id));
  const change = after && (await followOrder(tx, before, after));
  if (change) await addToTimeline(tx, before.id, "store", change);
}
