import "server-only";
import { isNotNull, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { outboxJobs } from "@/lib/db/schema";
import type { GoodsEffect, OrderEffect, PersonEffect } from "@/lib/model/effects";

type EnqueuedJob = {
  orderId: OrderId;
  effect: OrderEffect;
  occurrence?: string;
  payload?: Record<string, string>;
};

/** Enqueues effects in the transaction of their cause. The same (order, effect, occurrence) is enqueued once, and again only if it was skipped. */
export async function enqueue(tx: Transaction, ...jobs: EnqueuedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx
    .insert(outboxJobs)
    .values(jobs)
    .onConflictDoUpdate({
      target: [outboxJobs.orderId, outboxJobs.effect, outboxJobs.occurrence],
      set: { doneAt: null, skipped: null, tries: 0, runAt: sql`now()` },
      setWhere: isNotNull(outboxJobs.skipped),
    });
}

/** Enqueues an effect about a person. Its row is deleted when done, as it holds personal data. */
export async function enqueueForPerson(
  q: Queryable,
  job: { effect: PersonEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  await q.insert(outboxJobs).values(job).onConflictDoNothing();
}

/** Enqueues an effect about goods in the transaction of its cause. Its row is deleted when done, as there is no order to keep it for. */
export async function enqueueForGoods(
  tx: Transaction,
  job: { effect: GoodsEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  await tx.insert(outboxJobs).values(job).onConflictDoNothing();
}
