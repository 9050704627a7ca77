import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { type ListingConditions, listingConditions } from "./listing-conditions.server";
import type { ListPlace, OrderFilter } from "./order-filter";

type FoundPage = { ids: OrderId[]; hasMore: boolean; hasBefore: boolean };

/** Orders that are looked at one by one, in the list's order, before all that match are gathered. */
const WALKED = 5000;

/** One page of the list, found by what `order_listings` alone knows. Beyond the end, as with an order that is gone, it is the first page. */
export async function findOrders(
  filter: OrderFilter,
  place: ListPlace | null,
  size: number,
): Promise<FoundPage> {
  const conditions = await listingConditions(filter);
  const back = place?.toward === "before";
  const order = listOrder(filter, back);
  const from = place && (await beyond(filter, place));
  if (place && !from) return findOrders(filter, null, size);
  const range = [...conditions.range, ...(from ? [from] : [])];
  const ids = await readInOrder({ range, rest: conditions.rest }, order, size + 1);
  const isMore = ids.length > size;
  const page = ids.slice(0, size);
  if (place && !back && page.length === 0) return findOrders(filter, null, size);
  if (!back) return { ids: page, hasMore: isMore, hasBefore: place !== null };
  // Fewer than a page are before it, so the first page is shown.
  return isMore ? { ids: page.reverse(), hasMore: true, hasBefore: true } : findOrders(filter, null, size);
}

/**
 * Two ways, of which each is quick where the other is not. Where many orders match, a page is soon full when the list is walked in its order. Where few
 * match, however many each condition finds alone, all of them are gathered from the indexes of conditions and then sorted.
 */
async function readInOrder(conditions: ListingConditions, order: SQL, limit: number): Promise<OrderId[]> {
  const { ids, isAll } = await walk(conditions, order, limit);
  if (isAll || ids.length === limit) return ids;
  return byConditions<OrderId>(sql`
    select order_id as found from (
      select * from order_listings where ${allOf(conditions)} offset 0
    ) as order_listings order by ${order} limit ${limit}`);
}

/** @returns as many as were asked for of the first `WALKED` orders of the list; `isAll` when it has no more */
async function walk({ range, rest }: ListingConditions, order: SQL, limit: number) {
  const { rows } = await db().execute<{ id: OrderId | null; walked: number }>(sql`
    with walked as materialized (select * from order_listings where ${all(range)} order by ${order} limit ${WALKED})
    select (select count(*)::int from walked) as walked, found.order_id as id
    from (select 1) as one left join (
      select order_id from walked as order_listings where ${all(rest)} order by ${order} limit ${limit}
    ) as found on true`);
  return { ids: rows.flatMap(({ id }) => id ?? []), isAll: (rows[0]?.walked ?? 0) < WALKED };
}

/** PostgreSQL believes that what is asked for stands everywhere in the table and would read until it has seen enough. */
async function byConditions<Found>(statement: SQL): Promise<Found[]> {
  return inTransaction(db(), async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`set local enable_indexscan = off`);
    const { rows } = await tx.execute<{ found: Found }>(statement);
    return rows.map(({ found }) => found);
  });
}

const all = (conditions: readonly SQL[]): SQL =>
  conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`;

const allOf = ({ range, rest }: ListingConditions) => all([...range, ...rest]);

function sortKey({ sort }: OrderFilter): SQL {
  return sort?.startsWith("total") ? sql`order_listings.total` : sql`order_listings.placed_at`;
}

const isDescending = ({ sort }: OrderFilter, back: boolean) =>
  (sort === "oldest" || sort === "total-asc") === back;

function listOrder(filter: OrderFilter, back: boolean): SQL {
  const direction = isDescending(filter, back) ? sql`desc` : sql`asc`;
  return sql`${sortKey(filter)} ${direction}, order_listings.order_id ${direction}`;
}

/** @returns null when there is no such order */
async function beyond(filter: OrderFilter, { toward, number }: ListPlace): Promise<SQL | null> {
  const { rows } = await db().execute<{ id: string; at: string; total: number }>(sql`
    select order_id as id, placed_at::text as at, order_listings.total
    from order_listings join orders on orders.id = order_id where orders.number = ${number}`);
  const [row] = rows;
  if (!row) return null;
  const value = filter.sort?.startsWith("total") ? sql`${row.total}::int` : sql`${row.at}::timestamptz`;
  const comparison = isDescending(filter, toward === "before") ? sql`<` : sql`>`;
  return sql`(${sortKey(filter)}, order_listings.order_id) ${comparison} (${value}, ${row.id})`;
}

export const MOST_ORDERS_COUNTED = 1000;

/** How many there are, at most one more than `MOST_ORDERS_COUNTED`. */
export async function countOrders(filter: OrderFilter): Promise<number> {
  const conditions = await listingConditions(filter);
  const limit = MOST_ORDERS_COUNTED + 1;
  const { ids, isAll } = await walk(conditions, listOrder(filter, false), limit);
  if (isAll || ids.length === limit) return ids.length;
  const [count] = await byConditions<number>(sql`
    select count(*)::int as found from (
      select 1 from order_listings where ${allOf(conditions)} limit ${limit}
    ) as counted`);
  return count ?? 0;
}
