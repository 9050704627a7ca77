import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { orders, shipments } from "@/lib/db/schema";
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
import { enqueue } from "@/lib/outbox/enqueue.server";

/** How the goods leave: with a carrier, or with the shopper, who is told first that they are ready. */
export type Handover =
  | { kind: "shipped"; carrier: string | null; trackingNumber: string | null }
  | { kind: "ready" }
  | { kind: "collected" };

export type HandoverResult =
  | { ok: true }
  | { ok: false; code: "unknown_order" | "already_shipped" | "already_ready" | "is_pickup" | "not_pickup" }
  | { ok: false; code: "not_ready"; status: OrderStatus };

/** Records that an order was sent, is ready to be collected, or was collected, and tells the shopper of the first two. */
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

    const { kind, ...parcel } = handover;
    const now =
      kind === "ready"
        ? { status: "ready" as const }
        : { ...parcel, status: "sent" as const, sentAt: new Date() };
    await tx
      .insert(shipments)
      .values({ orderId: order.id, provider: "manual", ...now })
      .onConflictDoUpdate({ target: shipments.orderId, set: now });
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
        await transitionOrder(tx, order, "shipped", { actor: "merchant", detail: { code: "collected" } });
        break;
      case "shipped": {
        const { carrier, trackingNumber } = handover;
        await transitionOrder(tx, order, "shipped", {
          actor: "merchant",
          detail: { code: "shipped", carrier, trackingNumber },
        });
        await enqueue(tx, { orderId: order.id, effect: "email.order_shipped" });
      }
    }
    if (kind !== "ready") await enqueue(tx, { orderId: order.id, effect: "stripe.documents" });
    return { ok: true };
  });
}

function whyNot(
  order: OrderRow,
  kind: Handover["kind"],
  isReady: boolean,
): Extract<HandoverResult, { ok: false }> | null {
  const { status } = order;
  const isPickup = rateOfOrder(order)?.pickup !== undefined;
  if (isPickup !== (kind !== "shipped")) return { ok: false, code: isPickup ? "is_pickup" : "not_pickup" };
  if (status === "shipped") return { ok: false, code: "already_shipped" };
  if (!isToBeSent(status)) return { ok: false, code: "not_ready", status };
  return kind === "ready" && isReady ? { ok: false, code: "already_ready" } : null;
}
