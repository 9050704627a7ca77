import "server-only";
import { and, asc, inArray, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orderAsides, orders, shipments } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { TO_BE_SENT } from "@/lib/lifecycle/transitions";
import { unsentPiecesOf } from "@/lib/orders/merchant/unsent-pieces.server";

/** How many orders one pick list may begin with. */
export const PICK_SIZES = [10, 20, 50, 100] as const;

/** Numbers of the orders that have waited longest and have pieces to be packed, without those aside and pick-ups that are ready. */
export async function ordersToPick(most: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let after: OrderRow["id"] | null = null; numbers.length < most; ) {
    // The database's own time, as one that was read is cut to milliseconds.
    const place = sql`(select o.created_at, o.id from ${orders} o where o.id = ${after})`;
    const page: OrderRow[] = await db()
      .select()
      .from(orders)
      .where(
        and(
          inArray(orders.status, [...TO_BE_SENT]),
          sql`not exists (select from ${orderAsides} a where a.order_id = ${orders.id})`,
          sql`not exists (select from ${shipments} s where s.order_id = ${orders.id} and s.status = 'ready')`,
          after ? sql`(${orders.createdAt}, ${orders.id}) > ${place}` : undefined,
        ),
      )
      .orderBy(asc(orders.createdAt), asc(orders.id))
      .limit(most);
    const unsent = await unsentPiecesOf(db(), page);
    numbers.push(...page.flatMap(({ id, number }) => ((unsent.get(id) ?? []).length > 0 ? number : [])));
    after = page.at(-1)?.id ?? null;
    if (page.length < most) break;
  }
  return numbers.slice(0, most);
}
