import type { OrderId } from "@/lib/base/ids";
import type { OutboxEffect } from "@/lib/model/effects";
import type { OrderStatus, TimelineDetail } from "@/lib/model/order";

export type OutboxJob = {
  id: number;
  /** Null for an effect about a person. */
  orderId: OrderId | null;
  effect: OutboxEffect;
  occurrence: string;
  payload: Record<string, string>;
  /** The number of the current try, from 1. */
  tries: number;
  createdAt: Date;
  /** The order as it was when the job was claimed for this try. */
  order: { number: string; status: OrderStatus } | null;
};

export type OrderJob = OutboxJob & { orderId: OrderId };

/** `note` goes to the order's timeline. `skipped` says why nothing was done. */
export type JobOutcome = { note?: TimelineDetail; skipped?: string };

/** Runs a job outside of transactions; throwing means "try again later". A job may run twice, so its effect needs a Message-ID or a primary key. */
export type JobHandler = (job: OutboxJob) => Promise<JobOutcome>;
