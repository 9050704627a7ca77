import "server-only";
import { isNotNull, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { outboxJobs } from "@/lib/db/schema";
import type { OrderEffect, PersonEffect } from "@/lib/model/effects";

/**
 * Asks for an effect in the transaction of its cause. Asking again for the same (order, effect, occurrence) changes nothing,
 * unless it ended without being done, as its moment had passed: then it is due again.
 */
export async function enqueue(
  tx: Transaction,
  job: {
    orderId: OrderId;
    effect: OrderEffect;
    occurrence?: string;
    payload?: Record<string, string>;
  },
): Promise<void> {
  await tx
    .insert(outboxJobs)
    .values(job)
    .onConflictDoUpdate({
      target: [outboxJobs.orderId, outboxJobs.effect, outboxJobs.occurrence],
      set: { doneAt: null, skipped: null, tries: 0, runAt: sql`now()` },
      setWhere: isNotNull(outboxJobs.skipped),
    });
}

/** The same for a person's effect. Its row goes when it is done: what it knew of them is not kept. */
export async function enqueueForPerson(
  q: Queryable,
  job: { effect: PersonEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  await q.insert(outboxJobs).values(job).onConflictDoNothing();
}
