import "server-only";
import { forgetEndedSessions } from "@/lib/auth/forget-sessions.server";
import { describeError } from "@/lib/describe-error";
import { forgetOldLimits } from "@/lib/http/rate-limit.server";
import { reconcileOrders } from "@/lib/orders/reconcile.server";
import { drainOutbox } from "@/lib/outbox/drain.server";
import { catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { sweepInbox } from "@/lib/webhooks/inbox.server";

export type DrainReport = Record<"missedEvents" | "events" | "orders" | "jobs", number | { error: string }>;

/** Between two looks at a payment under way: often enough for a shopper who waits, rarely enough for Stripe. */
const INTERVAL_AGE_SECONDS = 60;

/**
 * Everything that is due: missed events, stored events, payments under way, outbox jobs. Safe to run at any time, in
 * any number of processes; one part that fails is reported and does not stop the others.
 *
 * @param scope `everything` looks at all payments under way and at Stripe's event list: the cron route's.
 *              `due` leaves out what was seen in the last minute: the interval's under `next start`.
 */
export async function drainAll(scope: "everything" | "due" = "everything"): Promise<DrainReport> {
  const thorough = scope === "everything";
  return {
    missedEvents: thorough ? await attempt(() => catchUpOnEvents()) : 0,
    events: await attempt(() => sweepInbox()),
    orders: await attempt(() => reconcileOrders(thorough ? 0 : INTERVAL_AGE_SECONDS)),
    jobs: await attempt(async () => {
      await forgetOldLimits();
      await forgetEndedSessions();
      return drainOutbox();
    }),
  };
}

async function attempt(part: () => Promise<number>): Promise<number | { error: string }> {
  try {
    return await part();
  } catch (error) {
    return { error: describeError(error) };
  }
}
