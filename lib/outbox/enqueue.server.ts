import "server-only";
import type { Queryable, Transaction } from "@/lib/db/client";
import { outboxJobs } from "@/lib/db/schema";
import type { OrderId } from "@/lib/ids";
import type { OrderEffect, PersonEffect } from "./effects";

/** Asks for an effect in the transaction of its cause. Asking again for the same (order, effect, occurrence) changes nothing. */
export async function enqueue(
  tx: Transaction,
  job: {
    orderId: OrderId;
    effect: OrderEffect;
    occurrence?: string;
    payload?: Record<string, string>;
  },
): Promise<void> {
  await tx.insert(outboxJobs).values(job).onConflictDoNothing();
}

/** The same for a person's effect. Its row goes when it is done: what it knew of them is not kept. */
export async function enqueueForPerson(
  q: Queryable,
  job: { effect: PersonEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  await q.insert(outboxJobs).values(job).onConflictDoNothing();
}
