import "server-only";
import { type AnyColumn, and, inArray, isNull, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/lib/db/client";
import { webhookEvents } from "@/lib/db/schema";
import { LANE_TYPES } from "./lanes";

/** Marks events as processed, in the transaction of their effect. Those parked because they kept failing are no longer parked. */
export async function markProcessed(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const unlessFailing = (column: AnyColumn) =>
    sql`case when ${webhookEvents.parkedReason} = 'keeps_failing' then null else ${column} end`;
  await tx
    .update(webhookEvents)
    .set({
      processedAt: new Date(),
      lastError: null,
      parkedAt: unlessFailing(webhookEvents.parkedAt),
      parkedReason: unlessFailing(webhookEvents.parkedReason),
    })
    .where(and(inArray(webhookEvents.id, [...eventIds]), isNull(webhookEvents.processedAt)));
}

const fieldOf = (name: "id" | "product") => sql`${webhookEvents.payload} #>> ${`{data,object,${name}}`}`;

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
