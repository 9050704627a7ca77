import "server-only";
import { type BooksFetched, fetchDueBooks } from "@/lib/books/fetch.server";
import { workOnComparison } from "@/lib/books/reconcile/work-on.server";
import { db } from "@/lib/db/client";
import { endDueTiers } from "@/lib/orders/rounds/end-tiers.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { foldSums } from "@/lib/sums/fold-sums.server";
import { type CatchUp, catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { countParked, type SweepReport, sweepInbox } from "@/lib/webhooks/sweep.server";
import { drainLanes } from "./drain-lanes.server";
import { handlers } from "./handlers.server";
import { type PaymentsReport, recoverPayments } from "./recover-payments.server";
import { type PartFailure, partsUntil } from "./run-part.server";
import { inPacedBackground } from "./stripe-pace.server";

type DrainReport = PaymentsReport & {
  jobs: number | PartFailure;
  tiers: number | PartFailure;
  books: BooksFetched | PartFailure;
  /** Pages of a comparison with Stripe that somebody began in the desk. */
  reconciliation: number | PartFailure;
  missedCatalogEvents: CatchUp | PartFailure;
  catalogEvents: SweepReport | PartFailure;
  /** Events that a person must look at: docs/troubleshooting.md. */
  parkedEvents: number | PartFailure;
  /** The time was over while there was work, so another round should follow at once. */
  more: boolean;
};

/** Seconds between two checks of a payment: soon enough for a waiting shopper, rare enough for Stripe. */
const INTERVAL_AGE_SECONDS = 60;
/** Seconds between two reads of Stripe's list of events, and the age from which an event counts as missed. */
const INTERVAL_REST_SECONDS = 20;

/**
 * Seconds from the beginning of a round, which Vercel cuts off after 60. Nothing is begun after the time of its kind. What has begun then
 * has until `end`, which is enough for a call to Stripe that hangs; `end` comes even if something hangs longer.
 */
const SECONDS = { oldRows: 15, payments: 40, others: 44, end: 57 };

/**
 * Does all that is due; safe to run at any time, and in several processes. Payments come first, and the catalogue after them. Beside them
 * each lane of jobs is drained by itself. A part that fails or hangs does not stop the others.
 * @param scope `everything`: all payments and Stripe's events, for the cron route. `due`: without what was checked just now
 */
export async function drainAll(
  scope: "everything" | "due" = "everything",
  seconds: typeof SECONDS = SECONDS,
): Promise<DrainReport> {
  const began = Date.now();
  const [untilPayments, deadline] = [began + seconds.payments * 1000, began + seconds.others * 1000];
  const isThorough = scope === "everything";
  const wait = isThorough ? 0 : INTERVAL_REST_SECONDS;
  const patience = { restSeconds: wait, youngestSeconds: wait };
  const { runPart, stop } = partsUntil(seconds.end * 1000);
  try {
    return await inPacedBackground(async () => {
      const recovering = recoverPayments({
        runPart,
        minAgeSeconds: isThorough ? 0 : INTERVAL_AGE_SECONDS,
        deadline: untilPayments,
        ...patience,
      });
      const afterPayments = async () => {
        const payments = await recovering;
        const isInTime = Date.now() < untilPayments;
        const missedCatalogEvents = await runPart(() =>
          catchUpOnEvents("catalog", { deadline, ...patience }),
        );
        const catalogEvents = await runPart(() => sweepInbox("catalog", deadline));
        return { payments, isInTime, missedCatalogEvents, catalogEvents };
      };
      const [{ payments, isInTime, ...catalog }, jobs, tiers, books, reconciliation] = await Promise.all([
        afterPayments(),
        runPart(() => drainLanes(handlers, recovering, deadline)),
        runPart(async () => {
          await deleteOldRows(began + seconds.oldRows * 1000);
          await foldSums(began + seconds.oldRows * 1000);
          return endDueTiers(deadline);
        }),
        // Payments go first: a shopper may wait for one.
        recovering.then(() => runPart(() => fetchDueBooks(db(), deadline))),
        recovering.then(() => runPart(() => workOnComparison(db(), deadline))),
      ]);
      const parkedEvents = await runPart(countParked);
      const more = !isInTime || Date.now() >= deadline;
      return { ...payments, jobs, tiers, books, reconciliation, ...catalog, parkedEvents, more };
    });
  } finally {
    stop();
  }
}
