import { integer, json, pgTable, text } from "drizzle-orm/pg-core";
import type { DeliveryZone } from "@/lib/model/delivery";
import { createdAt } from "./columns";

/** The merchant's zones with their places and rates, as imported; none until then. `json` keeps the order of the keys for the next export. */
export const deliveryZones = pgTable("delivery_zones", {
  id: text().primaryKey(),
  position: integer().notNull().unique(),
  zone: json().$type<DeliveryZone>().notNull(),
  createdAt: createdAt(),
});
