import "server-only";
import { type AnyColumn, and, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { webhookEvents } from "@/lib/db/schema";

/** In the transaction that carries the effect. What was parked only because it failed is no longer of interest. */
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
