import "server-only";
import type { Transaction } from "@/lib/db/client";
import { outboxJobs } from "@/lib/db/schema";
import type { OrderId } from "@/lib/ids";
import type { OutboxEffect } from "./effects";

/** Asks for an effect in the transaction of its cause. Asking again for the same (order, effect, occurrence) changes nothing. */
export async function enqueue(
  tx: Transaction,
  job: {
    orderId: OrderId;
    effect: OutboxEffect;
    occurrence?: string;
    payload?: Record<string, string>;
  },
): Promise<void> {
  await tx.insert(outboxJobs).values(job).onConflictDoNothing();
}
