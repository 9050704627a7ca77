import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { shipments } from "@/lib/db/schema";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { parcelsOf, unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { trackingLink } from "@/lib/shipping/carriers";

/** What is left of an order to be sent, and the parcels that have left; null without such an order. */
export async function loadOrderToSend(number: string) {
  const order = await orderByNumber(number);
  if (!order) return null;
  const [shipment] = await db().select().from(shipments).where(eq(shipments.orderId, order.id));
  const sent = await parcelsOf(db(), order.id);
  return {
    order,
    mayBeSent: isToBeSent(order.status),
    isPickup: rateOfOrder(order)?.pickup !== undefined,
    isReady: shipment?.status === "ready",
    left: await unsentPieces(db(), order),
    parcels: sent.map((parcel) => ({ ...parcel, link: trackingLink(parcel) })),
  };
}
