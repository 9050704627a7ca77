import "server-only";
import { isStopping } from "@/lib/base/stopping.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { resolveLostCharges } from "@/lib/orders/rounds/resolve-lost-charges.server";
import { type CatchUp, catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { type SweepReport, sweepInbox } from "@/lib/webhooks/sweep.server";
import { type PartFailure, partFailed, type RunPart } from "./run-part.server";

export type PaymentsReport = {
  missedEvents: CatchUp | PartFailure;
  events: SweepReport | PartFailure;
  orders: number | PartFailure;
};

type Options = {
  runPart: RunPart;
  /** Payments that were checked in the last so many seconds are left out. */
  minAgeSeconds: number;
  restSeconds: number;
  youngestSeconds: number;
  /** Milliseconds since 1970, when nothing more is begun. */
  deadline: number;
};

/** Lost charges are few, as each needs an outage at the moment of a payment. */
const MOST_LOST_CHARGES = 20;

/**
 * Seconds of one pass. Missed events are stored and payments are read at the same time, as both wait for Stripe. The events come after that, because
 * most of them then tell nothing new and cost no call; so even a huge backlog of one kind does not keep the other waiting for long.
 */
const PASS_SECONDS = { reading: 15, events: 3 };

/** Finds out which payments were made, pass after pass, until a pass finds nothing or the time is over. */
export async function recoverPayments({
  runPart,
  deadline,
  minAgeSeconds,
  ...patience
}: Options): Promise<PaymentsReport> {
  const round = await runPart(() => beginReconciliation(minAgeSeconds));
  if (partFailed(round)) return { missedEvents: round, events: round, orders: round };
  const within = (seconds: number) => Math.min(deadline, Date.now() + seconds * 1000);

  const pass = async (): Promise<PaymentsReport> => {
    const until = within(PASS_SECONDS.reading);
    const [missedEvents, orders] = await Promise.all([
      runPart(() => catchUpOnEvents("payments", { deadline: until, ...patience })),
      runPart(async () => {
        const resolved = await resolveLostCharges({ limit: MOST_LOST_CHARGES, deadline: until });
        return resolved + (await reconcileOrders(round, until));
      }),
    ]);
    const events = await runPart(() => sweepInbox("payments", within(PASS_SECONDS.events)));
    return { missedEvents, orders, events };
  };

  let last = await pass();
  let sum = last;
  while (foundSomething(last) && Date.now() < deadline && !isStopping()) {
    last = await pass();
    sum = add(sum, last);
  }
  return sum;
}

/** A part that failed is not tried again in this round, unless another part found something. */
function foundSomething({ missedEvents, events, orders }: PaymentsReport): boolean {
  const hasFound = (result: PartFailure | CatchUp) => !partFailed(result) && result.found > 0;
  const hasProcessed = !partFailed(events) && events.processed > 0;
  return hasFound(missedEvents) || hasProcessed || (!partFailed(orders) && orders > 0);
}

/** The first failure of a part stays in the report, even when it succeeds later. */
function add(sum: PaymentsReport, last: PaymentsReport): PaymentsReport {
  return {
    missedEvents: merge(sum.missedEvents, last.missedEvents, (one, other) => ({
      found: one.found + other.found,
      behindSeconds: other.behindSeconds ?? one.behindSeconds,
    })),
    events: merge(sum.events, last.events, (one, other) => ({
      processed: one.processed + other.processed,
      failed: one.failed + other.failed,
      left: other.left,
    })),
    orders: merge(sum.orders, last.orders, (one, other) => one + other),
  };
}

function merge<Result extends object | number>(
  sum: Result | PartFailure,
  last: Result | PartFailure,
  combine: (sum: Result, last: Result) => Result,
): Result | PartFailure {
  if (partFailed(sum)) return sum;
  return partFailed(last) ? last : combine(sum, last);
}
