import "server-only";
import { and, asc, inArray, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { parcels } from "@/lib/db/schema";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { piecesToSendOf } from "./pieces-to-send.server";

/** Parcels that have left, without those that were taken back. */
export const parcelsOf = (q: Queryable, orderId: OrderId) => parcelsOfAll(q, [orderId]);

const parcelsOfAll = (q: Queryable, orderIds: readonly OrderId[]) =>
  q
    .select()
    .from(parcels)
    .where(and(inArray(parcels.orderId, [...orderIds]), isNull(parcels.takenBackAt)))
    .orderBy(asc(parcels.id));

type Ordered = { id: OrderId; quote: Quote };

/** The lines of an order with the pieces that are neither refunded nor in a parcel. Refunded pieces count as those that have not left, as long as there are any. */
export const unsentPieces = async (q: Queryable, order: Ordered): Promise<QuoteLine[]> =>
  (await unsentPiecesOf(q, [order])).get(order.id) ?? [];

/** `unsentPieces` of many orders, in as many statements as of one. */
export async function unsentPiecesOf(
  q: Queryable,
  all: readonly Ordered[],
): Promise<Map<OrderId, QuoteLine[]>> {
  if (all.length === 0) return new Map();
  const left = await piecesToSendOf(q, all);
  const sent = await parcelsOfAll(
    q,
    all.map(({ id }) => id),
  );
  return new Map(
    all.map(({ id }) => {
      const gone = sent.filter(({ orderId }) => orderId === id).flatMap(({ lines }) => lines);
      return [id, (left.get(id) ?? []).flatMap((line) => withoutSent(line, gone))];
    }),
  );
}

function withoutSent(
  line: QuoteLine,
  gone: readonly Pick<QuoteLine, "variantId" | "quantity">[],
): QuoteLine[] {
  const same = gone.filter(({ variantId }) => variantId === line.variantId);
  const quantity = line.quantity - same.reduce((sum, one) => sum + one.quantity, 0);
  return quantity > 0 ? [{ ...line, quantity }] : [];
}
