import "server-only";
import { db } from "@/lib/db/client";
import { shipments } from "@/lib/db/schema";
import type { ShippingProvider } from "./provider";

/** Writes the parcel down for a person, who packs it and says so with `npm run orders:ship`. */
export const manualProvider: ShippingProvider = {
  name: "manual",
  async request({ orderId }) {
    await db().insert(shipments).values({ orderId, provider: "manual" }).onConflictDoNothing();
  },
};
