import "server-only";
import { and, inArray, isNull, or, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { webhookEvents } from "@/lib/db/schema";
import { LANE_TYPES } from "./lanes";

const fieldOf = (name: "id" | "product") => sql`${webhookEvents.payload} #>> ${`{data,object,${name}}`}`;

/** Stored events about a product of Stripe's, or a price of it, that nobody has acted on yet. */
export async function waitingEventsAbout(productId: string): Promise<string[]> {
  const rows = await db()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      and(
        isNull(webhookEvents.processedAt),
        inArray(webhookEvents.type, LANE_TYPES.catalog),
        or(sql`${fieldOf("id")} = ${productId}`, sql`${fieldOf("product")} = ${productId}`),
      ),
    );
  return rows.map(({ id }) => id);
}
