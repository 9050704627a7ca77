import "server-only";
import { eq } from "drizzle-orm";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { disputes, refunds } from "@/lib/db/schema";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import { whyNoLongerApplies } from "@/lib/lifecycle/effect-conditions";
import { ORDER_EFFECTS } from "@/lib/model/effects";
import type { JobHandler, JobOutcome, OrderJob, OutboxJob } from "./job";

export function whileEffectApplies(handle: (job: OrderJob) => Promise<JobOutcome>): JobHandler {
  return async (job) => {
    const { id, orderId, order } = job;
    const effect = orderEffect(job.effect);
    if (!effect || !orderId || !order) throw new Error(`job ${id} (${job.effect}) names no order`);
    const because = await whyOutdated(job);
    if (because === null) return handle({ ...job, orderId });
    log.info(`outbox job ${id} (${effect}) of order ${order.number} was skipped: ${because}`, {
      orderNumber: order.number,
    });
    return { skipped: because, note: { code: "effect_skipped", effect, because } };
  };
}

/** Why an effect about an order must not run any more; null when it may. */
export async function whyOutdated({
  effect: name,
  order,
  payload,
}: Pick<OutboxJob, "effect" | "payload"> & {
  order: Pick<NonNullable<OutboxJob["order"]>, "status"> | null;
}): Promise<string | null> {
  const effect = orderEffect(name);
  if (!effect || !order) return "it is about no order";
  return whyNoLongerApplies(effect, {
    order: order.status,
    refund: payload.refundId ? await refundStatus(payload.refundId) : null,
    dispute: payload.disputeId ? await disputeNow(payload.disputeId, payload.stage ?? "") : null,
  });
}

const orderEffect = (effect: OutboxJob["effect"]) => ORDER_EFFECTS.find((known) => known === effect);

async function refundStatus(refundId: string) {
  const [refund] = await db()
    .select({ status: refunds.status })
    .from(refunds)
    .where(eq(refunds.stripeId, refundId));
  return refund?.status ?? null;
}

async function disputeNow(disputeId: string, stageThen: string) {
  const [dispute] = await db().select().from(disputes).where(eq(disputes.stripeId, disputeId));
  return dispute ? { stage: disputeStage(dispute), stageThen } : null;
}
