import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { type Database, db, type Transaction } from "@/lib/db/client";
import { orderChanges, orders, parcels, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
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
    await tx
      .update(shipments)
      .set({ status: "pending", sentAt: null, carrier: null, trackingNumber: null })
      .where(eq(shipments.orderId, order.id));
    const detail = { code: "parcel_taken_back", carrier, trackingNumber } as const;
    const after = await updatePaidStatus(tx, order, { actor: "merchant", detail });
    return { ok: true, status: after.status };
  });
}

/** After a refund or a change: an order of which a part has left, or is sent with another order, is shipped when nothing of the rest is owed any more. When that refund fails later, its money is owed, not its goods. */
export async function settleShipment({ orderId }: Pick<OrderJob, "orderId">): Promise<JobOutcome> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order || !((await parcelsOf(tx, orderId)).length > 0 || (await isSentWithOther(tx, orderId))))
      return;
    if ((await unsentPieces(tx, order)).length > 0 || !isToBeSent(order.status)) return;
    const sent = { status: "sent", sentAt: new Date() } as const;
    await tx
      .insert(shipments)
      .values({ orderId, provider: "manual", ...sent })
      .onConflictDoUpdate({ target: shipments.orderId, set: sent });
    const detail = { code: "shipped", carrier: null, trackingNumber: null } as const;
    await updatePaidStatus(tx, order, { actor: "store", detail });
  });
  return {};
}

/** Goods that were added in place of others are in another order's parcel. */
async function isSentWithOther(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const [moved] = await tx
    .select({ id: orderChanges.id })
    .from(orderChanges)
    .where(
      and(
        eq(orderChanges.orderId, orderId),
        isNotNull(orderChanges.doneAt),
        isNull(orderChanges.takenBackAt),
      ),
    )
    .limit(1);
  return moved !== undefined;
}
