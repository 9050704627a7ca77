import "server-only";
import { and, asc, desc, eq, exists, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, orderTimeline } from "@/lib/db/schema";
import type { OrderStatus } from "@/lib/model/order";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { type OrderView, orderView } from "./order-view";

export const ORDERS_PER_PAGE = 20;

export type OrdersFrom = { direction: "older" | "newer"; than: OrderId };

/** Orders, newest first. `newer` and `older` are where the pages on either side begin; null when there is none. */
export type OrdersPage = { orders: OrderView[]; newer: OrderId | null; older: OrderId | null };

/** One page of the shopper's orders, without checkouts that were only begun. The first page when `asked` is not the shopper's order. */
export async function pageOwnOrders(
  shopper: Shopper,
  asked: OrdersFrom | null,
  size = ORDERS_PER_PAGE,
): Promise<OrdersPage> {
  const from = asked && (await placeOf(shopper, asked));
  const found = (await ownOrdersQuery(shopper, from, size + 1)) ?? [];
  const more = found.length > size;
  const orders = found.slice(0, size);
  if (from?.direction !== "newer") return page(orders, { newer: from !== null, older: more });
  // Fewer orders than a page are newer, so the first page is shown.
  return more ? page(orders.reverse(), { newer: true, older: true }) : pageOwnOrders(shopper, null, size);
}

export async function newestOwnOrders(shopper: Shopper, limit: number): Promise<OrderView[]> {
  return ((await ownOrdersQuery(shopper, null, limit)) ?? []).map((order) => orderView(order, []));
}

type OrderRow = typeof orders.$inferSelect;

function page(rows: OrderRow[], more: { newer: boolean; older: boolean }): OrdersPage {
  const shown = rows.map((order) => orderView(order, []));
  return {
    orders: shown,
    newer: (more.newer && shown[0]?.id) || null,
    older: (more.older && shown.at(-1)?.id) || null,
  };
}

/** `at` is the text that the database writes, which is finer than a `Date`. */
type Place = { direction: "older" | "newer"; at: string; id: OrderId };

async function placeOf(shopper: Shopper, { direction, than }: OrdersFrom): Promise<Place | null> {
  const [order] = await db()
    .select({
      id: orders.id,
      cartId: orders.cartId,
      customerId: orders.customerId,
      at: sql<string>`${orders.createdAt}::text`,
    })
    .from(orders)
    .where(eq(orders.id, than));
  return order && owns(shopper, order) ? { direction, at: order.at, id: order.id } : null;
}

/** Each way to own an order uses its own index and reads at most `limit` rows, so a long history costs no more. Ties go by id. */
export function ownOrdersQuery(shopper: Shopper, from: Place | null, limit: number) {
  const direction = from?.direction === "newer" ? asc : desc;
  const inOrder = [direction(orders.createdAt), direction(orders.id)];
  const ids = waysToOwn(shopper).map(
    (own) =>
      sql`${db()
        .select({ id: orders.id })
        .from(orders)
        .where(and(own, isListed(), from ? isBeyond(from) : undefined))
        .orderBy(...inOrder)
        .limit(limit)}`,
  );
  if (ids.length === 0) return null;
  return db()
    .select()
    .from(orders)
    .where(sql`${orders.id} in (${sql.join(ids, sql` union `)})`)
    .orderBy(...inOrder)
    .limit(limit);
}

/** The rule of `owns`, in SQL. */
function waysToOwn({ cartId, customer, openedOrders }: Shopper): SQL[] {
  return [
    ...(cartId ? [eq(orders.cartId, cartId)] : []),
    ...(customer ? [eq(orders.customerId, customer.id)] : []),
    ...(openedOrders.length > 0 ? [inArray(orders.id, [...openedOrders])] : []),
  ];
}

function isBeyond({ direction, at, id }: Place): SQL {
  const comparison = direction === "newer" ? sql`>` : sql`<`;
  return sql`(${orders.createdAt}, ${orders.id}) ${comparison} (${at}::timestamptz, ${id})`;
}

const ONLY_BEGUN: OrderStatus[] = ["open", "expired", "canceled"];

const isListed = () => or(notInArray(orders.status, ONLY_BEGUN), wasTried());

const wasTried = () =>
  exists(
    db()
      .select({ one: sql`1` })
      .from(orderTimeline)
      .where(
        and(
          eq(orderTimeline.orderId, orders.id),
          inArray(orderTimeline.toStatus, ["processing", "payment_failed"]),
        ),
      ),
  );
