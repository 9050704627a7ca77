import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { parcels } from "@/lib/db/schema";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { piecesToSend } from "./pieces-to-send.server";

/** Parcels that have left, without those that were taken back. */
export function parcelsOf(q: Queryable, orderId: OrderId) {
  return q
    .select()
    .from(parcels)
    .where(and(eq(parcels.orderId, orderId), isNull(parcels.takenBackAt)))
    .orderBy(asc(parcels.id));
}

/** The lines of an order with the pieces that are neither refunded nor in a parcel. Refunded pieces count as those that have not left, as long as there are any. */
export async function unsentPieces(q: Queryable, order: { id: OrderId; quote: Quote }): Promise<QuoteLine[]> {
  const sent = (await parcelsOf(q, order.id)).flatMap(({ lines }) => lines);
  return (await piecesToSend(q, order)).flatMap((line) => {
    const gone = sent.filter(({ variantId }) => variantId === line.variantId);
    const quantity = line.quantity - gone.reduce((sum, one) => sum + one.quantity, 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}
