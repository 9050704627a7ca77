import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import type { TimelineDetail } from "@/lib/model/order";

/** A job in the hands of one worker. */
export type OutboxJob = {
  id: number;
  /** Null for a person's effect. */
  orderId: OrderId | null;
  effect: OutboxEffect;
  occurrence: string;
  payload: Record<string, string>;
  /** From 1 on; the one now under way. */
  tries: number;
  createdAt: Date;
};

export type OrderJob = OutboxJob & { orderId: OrderId };

/**
 * What a handler leaves behind: a line for the order's timeline, if it is worth one. `skipped`: nothing was done, as its
 * moment has passed; says why.
 */
export type JobOutcome = { note?: TimelineDetail; skipped?: string };

/**
 * Does the effect, outside any transaction. Throwing means "try again later". A job may run twice (a worker can stop
 * between doing and telling), so the effect must carry its own protection: a Message-ID, a primary key.
 */
export type JobHandler = (job: OutboxJob) => Promise<JobOutcome>;
