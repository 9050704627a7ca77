import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import type { TimelineDetail } from "@/lib/model/order";

export type OutboxJob = {
  id: number;
  /** Null for a person's effect. */
  orderId: OrderId | null;
  effect: OutboxEffect;
  occurrence: string;
  payload: Record<string, string>;
  /** From 1; the current one. */
  tries: number;
  createdAt: Date;
};

export type OrderJob = OutboxJob & { orderId: OrderId };

/** `note`: for the order's timeline. `skipped`: why nothing was done. */
export type JobOutcome = { note?: TimelineDetail; skipped?: string };

/** Runs outside of transactions; throwing means "try again later". It may run twice, so it needs a Message-ID, or a primary key. */
export type JobHandler = (job: OutboxJob) => Promise<JobOutcome>;
