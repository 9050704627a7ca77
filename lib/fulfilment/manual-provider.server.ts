import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent, TO_BE_SENT } from "@/lib/lifecycle/transitions";
import type { ShippingProvider } from "./provider";

/** A person packs the parcel and reports it with `npm run orders:ship`; nothing is requested. */
export const manualProvider: ShippingProvider = {
  name: "manual",
  async request({ orderId }) {
    // One statement under the order's lock, as there are thousands of parcels after an outage.
    await db().execute(sql`
      with locked as (
        select ${orders.id} from ${orders}
        where ${orders.id} = ${orderId} and ${inArray(orders.status, TO_BE_SENT)} for no key update
      )
      insert into ${shipments} (order_id, provider) select id, 'manual' from locked
      on conflict (order_id) do update set status = 'pending' where ${shipments.status} = 'canceled'
    `);
  },
  async cancel(orderId) {
    await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (!order || isToBeSent(order.status)) return;
      await tx
        .update(shipments)
        .set({ status: "canceled" })
        .where(and(eq(shipments.orderId, orderId), inArray(shipments.status, ["pending", "ready"])));
    });
  },
};
