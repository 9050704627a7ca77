import "server-only";
import { countOrders, findOrders, MOST_ORDERS_COUNTED } from "./find-orders.server";
import type { ListPlace, OrderFilter } from "./order-filter";
import { type ListedOrder, readOrderRows } from "./read-rows.server";

type MerchantOrders = {
  orders: ListedOrder[];
  /** Where the pages on both sides begin: numbers of orders; null when there is none. */
  before: string | null;
  after: string | null;
  /** `more`: there are more than `found`. */
  count: { found: number; more: boolean };
};

const PAGE_SIZE = 50;

/** One page of the merchant's list. */
export async function listOrders(
  filter: OrderFilter,
  place: ListPlace | null,
  size = PAGE_SIZE,
): Promise<MerchantOrders> {
  const page = await findOrders(filter, place, size);
  const found = await countOrders(filter);
  const orders = await readOrderRows(page.ids);
  return {
    orders,
    before: (page.hasBefore && orders[0]?.number) || null,
    after: (page.hasMore && orders.at(-1)?.number) || null,
    count: { found: Math.min(found, MOST_ORDERS_COUNTED), more: found > MOST_ORDERS_COUNTED },
  };
}
