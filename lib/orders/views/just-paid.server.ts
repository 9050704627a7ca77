import "server-only";
import { and, desc, eq, gt, notInArray, sql } from "drizzle-orm";
import type { CartId, OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { OrderStatus } from "@/lib/model/order";

const NOT_PAID: OrderStatus[] = ["open", "payment_failed", "expired", "canceled"];

/** The cart's newest order of the last day that is paid or being paid. It explains why the cart is empty. */
export async function justPaidOrder(q: Queryable, cartId: CartId): Promise<OrderId | null> {
  const [paid] = await q
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.cartId, cartId),
        gt(orders.createdAt, sql`now() - interval '1 day'`),
        notInArray(orders.status, NOT_PAID),
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(1);
  return paid?.id ?? null;
}
