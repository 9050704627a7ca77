import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { orders, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder, transitionOrder } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus } from "@/lib/model/order";
import { enqueue } from "@/lib/outbox/enqueue.server";

export type MarkShippedResult =
  | { ok: true }
  | { ok: false; code: "unknown_order" | "already_shipped" }
  | { ok: false; code: "not_ready"; status: OrderStatus };

const READY: ReadonlySet<OrderStatus> = new Set(["paid", "partially_refunded"]);

export async function markShipped(
  database: Database,
  number: string,
  parcel: { carrier: string | null; trackingNumber: string | null },
): Promise<MarkShippedResult> {
  return inTransaction(database, async (tx) => {
    const [found] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
    const order = found && (await lockOrder(tx, found.id));
    if (!order) return { ok: false, code: "unknown_order" };
    if (order.status === "shipped") return { ok: false, code: "already_shipped" };
    if (!READY.has(order.status)) return { ok: false, code: "not_ready", status: order.status };

    const sent = { ...parcel, status: "sent" as const, sentAt: new Date() };
    await tx
      .insert(shipments)
      .values({ orderId: order.id, provider: "manual", ...sent })
      .onConflictDoUpdate({ target: shipments.orderId, set: sent });
    await transitionOrder(tx, order, "shipped", {
      actor: "merchant",
      detail: { code: "shipped", ...parcel },
    });
    await enqueue(tx, { orderId: order.id, effect: "email.order_shipped" });
    return { ok: true };
  });
}
