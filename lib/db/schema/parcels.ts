import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { LinePieces } from "@/lib/model/refund";
import { instant } from "./columns";
import { orders } from "./orders";

/** Parcels that have left, with what is in each. The state of an order's packing is its row of `shipments`. */
export const parcels = pgTable(
  "parcels",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    lines: jsonb().$type<LinePieces[]>().notNull(),
    carrier: text(),
    trackingNumber: text(),
    /** As the merchant typed it; null where the carrier's own page is known, or none. */
    trackingUrl: text(),
    sentAt: instant().notNull().defaultNow(),
    /** When somebody said that it has not left after all. */
    takenBackAt: instant(),
  },
  (table) => [index().on(table.orderId, table.id)],
);
