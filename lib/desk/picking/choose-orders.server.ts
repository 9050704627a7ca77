import "server-only";
import { asc, type SQL, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { TO_BE_SENT } from "@/lib/lifecycle/transitions";
import { unsentPiecesOf } from "@/lib/orders/merchant/unsent-pieces.server";

/** How many orders one pick list may begin with. */
export const PICK_SIZES = [10, 20, 50, 100] as const;

/** Numbers of the orders that have waited longest and have pieces to be packed, without those aside and pick-ups that are ready. */
export async function ordersToPick(most: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let after: OrderRow["id"] | null = null; numbers.length < most; ) {
    const page: OrderRow[] = await db()
      .select()
      .from(orders)
      .where(sql`${orders.id} in (${longestWaiting(after, most)})`)
      .orderBy(asc(orders.createdAt), asc(orders.id));
    const unsent = await unsentPiecesOf(db(), page);
    numbers.push(...page.flatMap(({ id, number }) => ((unsent.get(id) ?? []).length > 0 ? number : [])));
    after = page.at(-1)?.id ?? null;
    if (page.length < most) break;
  }
  return numbers.slice(0, most);
}

/** Looks at each state by itself, in the order of its index, so that it reads no more than it finds, however many orders wait. */
function longestWaiting(after: OrderRow["id"] | null, most: number): SQL {
  // The database's own time, as one that was read is cut to milliseconds.
  const place = sql`(select o.created_at, o.id from orders o where o.id = ${after})`;
  return sql`
    select found.id from unnest(${sql.param([...TO_BE_SENT])}::text[]) as state(name) cross join lateral (
      select o.id, o.created_at from orders o
      where o.status = state.name
        and not exists (select from order_asides a where a.order_id = o.id)
        and not exists (select from shipments s where s.order_id = o.id and s.status = 'ready')
        and ${after ? sql`(o.created_at, o.id) > ${place}` : sql`true`}
      order by o.created_at, o.id limit ${most}
    ) as found order by found.created_at, found.id limit ${most}`;
}
