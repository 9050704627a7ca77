import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, orderTimeline, parcels, paymentConfirmations } from "@/lib/db/schema";
import type { CheckoutSurface } from "@/lib/model/surface";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { type OrderView, orderView } from "./order-view";

/** An order for its owner; null when it does not exist or belongs to someone else. */
export async function getOwnOrder(orderId: string, shopper: Shopper): Promise<OrderView | null> {
  const order = await db().query.orders.findFirst({ where: eq(orders.id, orderId as OrderId) });
  if (!order || !owns(shopper, order)) return null;
  const timeline = await db()
    .select()
    .from(orderTimeline)
    .where(eq(orderTimeline.orderId, order.id))
    .orderBy(orderTimeline.id);
  const unknown = await db()
    .select({ tokenId: paymentConfirmations.tokenId })
    .from(paymentConfirmations)
    .where(
      and(eq(paymentConfirmations.orderId, order.id), inArray(paymentConfirmations.status, ["sent", "lost"])),
    )
    .limit(1);
  const facts = await loadFacts(db(), order.id);
  const left = await db()
    .select()
    .from(parcels)
    .where(and(eq(parcels.orderId, order.id), isNull(parcels.takenBackAt)))
    .orderBy(parcels.id);
  const paymentUnknown = order.status === "open" && unknown.length > 0;
  return orderView(order, timeline, facts, { paymentUnknown, parcels: left });
}

export async function surfaceOf(orderId: OrderId): Promise<CheckoutSurface | null> {
  const order = await db().query.orders.findFirst({
    where: eq(orders.id, orderId),
    columns: { surface: true },
  });
  return order?.surface ?? null;
}
