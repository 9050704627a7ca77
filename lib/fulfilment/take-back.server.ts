import "server-only";
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import { orders, parcels, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus, TimelineDetail } from "@/lib/model/order";
import { parcelsOf, unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { updatePaidStatus } from "@/lib/orders/settle/paid-status.server";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";

export type TakenBack =
  | { ok: true; status: OrderStatus }
  | { ok: false; code: "unknown_order" | "unknown_parcel" };

/**
 * Takes back a parcel that was reported by mistake: its pieces are to be sent again, and its e-mail, if it has not gone, stays here.
 * @param parcelId null for the order's last parcel
 */
export function takeBackParcel(
  database: Database,
  number: string,
  parcelId: number | null,
): Promise<TakenBack> {
  return inTransaction(database, async (tx): Promise<TakenBack> => {
    const [found] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
    const order = found && (await lockOrder(tx, found.id));
    if (!order) return { ok: false, code: "unknown_order" };
    const sent = await parcelsOf(tx, order.id);
    const parcel = parcelId === null ? sent.at(-1) : sent.find(({ id }) => id === parcelId);
    if (!parcel) return { ok: false, code: "unknown_parcel" };
    await tx.update(parcels).set({ takenBackAt: new Date() }).where(eq(parcels.id, parcel.id));
    const { carrier, trackingNumber } = parcel;
    const after = await reopen(tx, order, "merchant", { code: "parcel_taken_back", carrier, trackingNumber });
    return { ok: true, status: after.status };
  });
}

/** After a refund, or its failure: an order of which a part has left is shipped when nothing of the rest is owed any more, and the other way round. */
export async function settleShipment({ orderId }: Pick<OrderJob, "orderId">): Promise<JobOutcome> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order || (await parcelsOf(tx, orderId)).length === 0) return;
    const isAllSent = (await unsentPieces(tx, order)).length === 0;
    if (isAllSent && isToBeSent(order.status)) {
      await tx
        .update(shipments)
        .set({ status: "sent", sentAt: new Date() })
        .where(eq(shipments.orderId, orderId));
      const detail = { code: "shipped", carrier: null, trackingNumber: null } as const;
      await updatePaidStatus(tx, order, { actor: "store", detail });
    } else if (!isAllSent && order.status === "shipped") {
      await reopen(tx, order, "store", { code: "shipment_requested" });
    }
  });
  return {};
}

async function reopen(
  tx: Transaction,
  order: OrderRow,
  actor: "merchant" | "store",
  detail: TimelineDetail,
): Promise<OrderRow> {
  await tx
    .update(shipments)
    .set({ status: "pending", sentAt: null, carrier: null, trackingNumber: null })
    .where(eq(shipments.orderId, order.id));
  return updatePaidStatus(tx, order, { actor, detail });
}
