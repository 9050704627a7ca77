import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { orders, parcels, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import {
  addToTimeline,
  lockOrder,
  type OrderRow,
  transitionOrder,
} from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { isTrackingUrl } from "@/lib/shipping/carriers";
import { type AskedLine, type ParcelPlan, planParcel } from "./plan-parcel";

/** How the goods leave: with a carrier, or with the shopper, who is told first that they are ready. */
export type Handover =
  | {
      kind: "shipped";
      carrier: string | null;
      trackingNumber: string | null;
      /** A page with https, where the carrier's own is not known. */
      trackingUrl?: string | null;
      /** What is in the parcel; without it all that is left. */
      lines?: readonly AskedLine[];
    }
  /** `lines`: all that was put aside for the shopper; refused when it is not what is left. */
  | { kind: "ready"; lines?: readonly AskedLine[] }
  | { kind: "collected" }
  /** Nothing of it is left but work or vouchers, and they are done. */
  | { kind: "done" };

export type HandoverResult =
  | { ok: true }
  | { ok: false; code: "unknown_order" | "already_shipped" | "already_ready" | "is_pickup" | "not_pickup" }
  | { ok: false; code: "not_ready"; status: OrderStatus }
  | { ok: false; code: "wrong_link" | "more_left" | "nothing_done" }
  | Exclude<ParcelPlan, { ok: true }>;

/** Records that an order, or a parcel with a part of it, was sent, is ready to be collected, or was collected, and tells the shopper of the first two. */
export async function markShipped(
  database: Database,
  number: string,
  handover: Handover,
): Promise<HandoverResult> {
  return inTransaction(database, async (tx) => {
    const [found] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
    const order = found && (await lockOrder(tx, found.id));
    if (!order) return { ok: false, code: "unknown_order" };
    const [shipment] = await tx.select().from(shipments).where(eq(shipments.orderId, order.id));
    const refusal = whyNot(order, handover.kind, shipment?.status === "ready");
    if (refusal) return refusal;

    const { kind } = handover;
    if (kind === "shipped") {
      const refused = await sendParcel(tx, order, handover);
      if (refused) return refused;
    } else {
      if (handover.kind === "ready" && handover.lines) {
        const plan = planParcel(await unsentPieces(tx, order), handover.lines);
        if (!plan.ok) return plan;
        if (!plan.isLast) return { ok: false, code: "more_left" };
      }
      if (kind === "done") {
        if ((await unsentPieces(tx, order)).length > 0) return { ok: false, code: "more_left" };
        if (!order.quote.lines.some(({ needsNoSending }) => needsNoSending)) {
          return { ok: false, code: "nothing_done" };
        }
      }
      await setShipment(tx, order.id, kind === "ready" ? READY : sentNow());
    }
    switch (handover.kind) {
      case "ready":
        await addToTimeline(tx, order.id, "merchant", { code: "ready_to_collect" });
        // An order that was stopped and goes on is ready a second time.
        await enqueue(tx, {
          orderId: order.id,
          effect: "email.order_ready",
          occurrence: new Date().toISOString(),
        });
        break;
      case "collected":
      case "done":
        await transitionOrder(tx, order, "shipped", { actor: "merchant", detail: { code: handover.kind } });
        break;
    }
    if (kind !== "ready") await enqueue(tx, { orderId: order.id, effect: "stripe.documents" });
    return { ok: true };
  });
}

const READY = { status: "ready" } as const;
const sentNow = () => ({ status: "sent", sentAt: new Date() }) as const;

async function setShipment(
  tx: Transaction,
  orderId: OrderId,
  now:
    | typeof READY
    | (ReturnType<typeof sentNow> & { carrier?: string | null; trackingNumber?: string | null }),
): Promise<void> {
  await tx
    .insert(shipments)
    .values({ orderId, provider: "manual", ...now })
    .onConflictDoUpdate({ target: shipments.orderId, set: now });
}

/** The order is shipped once nothing that is owed is left. */
async function sendParcel(
  tx: Transaction,
  order: OrderRow,
  { carrier, trackingNumber, trackingUrl = null, lines }: Extract<Handover, { kind: "shipped" }>,
): Promise<Extract<HandoverResult, { ok: false }> | null> {
  if (trackingUrl !== null && !isTrackingUrl(trackingUrl)) return { ok: false, code: "wrong_link" };
  const plan = planParcel(await unsentPieces(tx, order), lines ?? null);
  if (!plan.ok) return plan;
  const [parcel] = await tx
    .insert(parcels)
    .values({ orderId: order.id, lines: plan.lines, carrier, trackingNumber, trackingUrl })
    .returning({ id: parcels.id });
  if (!parcel) throw new Error(`a parcel of order ${order.id} was not recorded`);
  if (plan.isLast) {
    await setShipment(tx, order.id, { ...sentNow(), carrier, trackingNumber });
    const detail = { code: "shipped", carrier, trackingNumber } as const;
    await transitionOrder(tx, order, "shipped", { actor: "merchant", detail });
  } else {
    await addToTimeline(tx, order.id, "merchant", { code: "part_shipped", carrier, trackingNumber });
  }
  const parcelId = String(parcel.id);
  await enqueue(tx, {
    ...{ orderId: order.id, effect: "email.order_shipped", occurrence: parcelId, payload: { parcelId } },
  });
  return null;
}

function whyNot(
  order: OrderRow,
  kind: Handover["kind"],
  isReady: boolean,
): Extract<HandoverResult, { ok: false }> | null {
  const { status } = order;
  const isPickup = rateOfOrder(order)?.pickup !== undefined;
  if (kind !== "done" && isPickup !== (kind !== "shipped"))
    return { ok: false, code: isPickup ? "is_pickup" : "not_pickup" };
  if (status === "shipped") return { ok: false, code: "already_shipped" };
  if (!isToBeSent(status)) return { ok: false, code: "not_ready", status };
  return kind === "ready" && isReady ? { ok: false, code: "already_ready" } : null;
}
