import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { ShippingProvider } from "./provider";

/** A person packs the parcel and reports it with `npm run orders:ship`; nothing is requested. */
export const manualProvider: ShippingProvider = {
  name: "manual",
  async request({ orderId }) {
    await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (!order || !isToBeSent(order.status)) return;
      await tx
        .insert(shipments)
        .values({ orderId, provider: "manual" })
        .onConflictDoUpdate({
          target: shipments.orderId,
          set: { status: "pending" },
          setWhere: eq(shipments.status, "canceled"),
        });
    });
  },
  async cancel(orderId) {
    await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (!order || isToBeSent(order.status)) return;
      await tx
        .update(shipments)
        .set({ status: "canceled" })
        .where(and(eq(shipments.orderId, orderId), eq(shipments.status, "pending")));
    });
  },
};
