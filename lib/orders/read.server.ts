import "server-only";
import { and, desc, eq, exists, inArray, notInArray, or, sql } from "drizzle-orm";
import type { CheckoutSurface } from "@/lib/checkout/surface";
import { db } from "@/lib/db/client";
import { orders, orderTimeline } from "@/lib/db/schema";
import type { OrderId } from "@/lib/ids";
import { owns, type Shopper } from "./shopper";
import type { OrderStatus } from "./types";
import { type OrderView, orderView } from "./view";

/** An order for its owner; null when there is none or it is somebody else's: the two can't be told apart. */
export async function getOwnOrder(orderId: string, shopper: Shopper): Promise<OrderView | null> {
  const order = await db().query.orders.findFirst({ where: eq(orders.id, orderId as OrderId) });
  if (!order || !owns(shopper, order)) return null;
  const timeline = await db()
    .select()
    .from(orderTimeline)
    .where(eq(orderTimeline.orderId, order.id))
    .orderBy(orderTimeline.id);
  return orderView(order, timeline);
}

/** What `owns` says, for the database. */
function owned({ cartId, customer, openedOrders }: Shopper) {
  return or(
    cartId ? eq(orders.cartId, cartId) : undefined,
    customer ? eq(orders.customerId, customer.id) : undefined,
    openedOrders.length > 0 ? inArray(orders.id, [...openedOrders]) : undefined,
  );
}

const ONLY_BEGUN: OrderStatus[] = ["open", "expired", "canceled"];

/** A payment was once under way, or failed: then it is an order for its shopper, whatever has become of it. */
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

/** A shopper's orders, newest first, without checkouts that were only begun: left, run out, or replaced by another. */
export async function listOwnOrders(shopper: Shopper, limit = 50): Promise<OrderView[]> {
  const own = owned(shopper);
  if (!own) return [];
  const rows = await db()
    .select()
    .from(orders)
    .where(and(own, or(notInArray(orders.status, ONLY_BEGUN), wasTried())))
    .orderBy(desc(orders.createdAt))
    .limit(limit);
  return rows.map((order) => orderView(order, []));
}

/** Which checkout an order was placed on; null when there is no such order. */
export async function surfaceOf(orderId: OrderId): Promise<CheckoutSurface | null> {
  const order = await db().query.orders.findFirst({
    where: eq(orders.id, orderId),
    columns: { surface: true },
  });
  return order?.surface ?? null;
}
