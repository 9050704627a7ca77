import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { endDueTiers } from "@/lib/orders/rounds/end-tiers.server";
import { reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { resolveLostCharges } from "@/lib/orders/rounds/resolve-lost-charges.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { type CatchUp, catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { countParked, type SweepReport, sweepInbox } from "@/lib/webhooks/sweep.server";
import { drainOutbox } from "./drain-outbox.server";

type PartFailure = { error: string };

type DrainReport = {
  missedEvents: CatchUp | PartFailure;
  events: SweepReport | PartFailure;
  orders: number | PartFailure;
  jobs: number | PartFailure;
  tiers: number | PartFailure;
  missedCatalogEvents: CatchUp | PartFailure;
  catalogEvents: SweepReport | PartFailure;
  /** Events that a person must look at: docs/troubleshooting.md. */
  parkedEvents: number | PartFailure;
};

/** Seconds between two checks of a payment: soon enough for a waiting shopper, rare enough for Stripe. */
const INTERVAL_AGE_SECONDS = 60;
/** Seconds between two reads of Stripe's list of events, and the age from which an event counts as missed. */
const INTERVAL_REST_SECONDS = 20;

/** Lost charges are few, as each needs an outage at the moment of a payment. */
const MOST_LOST_CHARGES = 20;

/** Seconds for each part; a step that has begun is finished. All parts together fit into a cron's minute. */
const BUDGET = {
  missedEvents: 10,
  events: 15,
  oldRows: 5,
  jobs: 10,
  tiers: 5,
  missedCatalogEvents: 5,
  catalogEvents: 10,
};

/**
 * Does all that is due; safe to run at any time. The catalogue comes last, so that no payment waits for it. A failed part does
 * not stop the others.
 * @param scope `everything`: all payments and Stripe's events, for the cron route. `due`: without what was checked just now
 */
export async function drainAll(scope: "everything" | "due" = "everything"): Promise<DrainReport> {
  const thorough = scope === "everything";
  const wait = thorough ? 0 : INTERVAL_REST_SECONDS;
  const patience = { restSeconds: wait, youngestSeconds: wait };
  return {
    missedEvents: await runPart(() =>
      catchUpOnEvents("payments", { deadline: inSeconds(BUDGET.missedEvents), ...patience }),
    ),
    events: await runPart(() => sweepInbox("payments", inSeconds(BUDGET.events))),
    orders: await runPart(async () => {
      const resolved = await resolveLostCharges({ limit: MOST_LOST_CHARGES });
      return resolved + (await reconcileOrders(thorough ? 0 : INTERVAL_AGE_SECONDS));
    }),
    jobs: await runPart(async () => {
      await deleteOldRows(inSeconds(BUDGET.oldRows));
      return drainOutbox(inSeconds(BUDGET.jobs));
    }),
    tiers: await runPart(() => endDueTiers(inSeconds(BUDGET.tiers))),
    missedCatalogEvents: await runPart(() =>
      catchUpOnEvents("catalog", { deadline: inSeconds(BUDGET.missedCatalogEvents), ...patience }),
    ),
    catalogEvents: await runPart(() => sweepInbox("catalog", inSeconds(BUDGET.catalogEvents))),
    parkedEvents: await runPart(countParked),
  };
}

const inSeconds = (seconds: number) => Date.now() + seconds * 1000;

async function runPart<Result>(part: () => Promise<Result>): Promise<Result | PartFailure> {
  try {
    return await part();
  } catch (error) {
    return { error: describeError(error) };
  }
}
