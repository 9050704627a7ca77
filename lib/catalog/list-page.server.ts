import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { listMeets } from "./list-conditions.server";
import { pageOrder } from "./list-order.server";
import { type ListingQuery, listingParams } from "./listing";

const PAGE_SIZE = 24;

export type ListPage = {
  ids: ProductId[];
  /** The addresses' queries of the pages around; null where there is none. */
  previous: string | null;
  next: string | null;
};

/**
 * One page of a list, from the cursor on: the thousandth costs what the first does. Beyond the end, as with a cursor of goods that are gone,
 * it is the first page.
 * @param list `all`, `featured`, `category:<slug>` or `collection:<slug>`
 */
export async function readListPage(
  q: Database,
  list: string,
  query: ListingQuery,
  locale: Locale,
  size = PAGE_SIZE,
): Promise<ListPage> {
  const { key, orderBy, beyond, back, hasCursor } = pageOrder(query, locale);
  const { rows } = await q.execute<{ id: ProductId; key: string }>(
    sql`select l.product_id as id, ${key} as key from listings l
      where ${listMeets(list, query)}${beyond} order by ${orderBy} limit ${size + 1}`,
  );
  const more = rows.length > size;
  const found = rows.slice(0, size);
  const [first, last] = back ? [found.at(-1), found[0]] : [found[0], found.at(-1)];
  if (!first || !last) {
    return hasCursor ? readListPage(q, list, { ...query, cursor: null }, locale, size) : EMPTY;
  }
  const ids = found.map(({ id }) => id);
  const at = (toward: "after" | "before", row: { id: string; key: string }) =>
    listingParams({ ...query, cursor: { toward, key: row.key, productId: row.id } }).toString();
  return {
    ids: back ? ids.reverse() : ids,
    previous: (back ? more : hasCursor) ? at("before", first) : null,
    next: back || more ? at("after", last) : null,
  };
}

const EMPTY: ListPage = { ids: [], previous: null, next: null };
