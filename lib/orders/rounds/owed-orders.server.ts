import "server-only";
import { and, asc, eq, notExists, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, stockHolds, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { sellOwed } from "@/lib/inventory/owed.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { updatePaidStatus } from "@/lib/orders/settle/paid-status.server";

export async function sendOwedOrders(limit = 50): Promise<number> {
  const missing = db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .innerJoin(variants, eq(variants.id, stockHolds.variantId))
    .where(
      and(
        eq(stockHolds.orderId, orders.id),
        eq(stockHolds.status, "owed"),
        sql`${variants.onHand} < ${stockHolds.quantity}`,
      ),
    );
  const candidates = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "awaiting_stock"), notExists(missing)))
    .orderBy(asc(orders.paidAt))
    .limit(limit);
  let sent = 0;
  for (const { id } of candidates) {
    const isThere = await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, id);
      if (order?.status !== "awaiting_stock") return false;
      const sale = await sellOwed(tx, { orderId: id, paidAt: order.paidAt ?? order.createdAt });
      if (!sale.ok) return false;
      await updatePaidStatus(tx, order, { actor: "store", detail: { code: "stock_arrived" } });
      return true;
    });
    if (isThere) sent += 1;
  }
  return sent;
}
