import "server-only";
import { daysPeriod } from "@/lib/books/period";
import { repairableAfter, repairDifference } from "@/lib/books/reconcile/repair.server";
import { beginComparison, workOnComparison } from "@/lib/books/reconcile/work-on.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { inPacedBackground } from "@/lib/jobs/stripe-pace.server";

/** Somebody waits for it; rounds do the rest. Milliseconds. */
const SHORTLY = 10_000;

/** Begins to compare the days, and works on it for a short time. */
export async function compareDays(days: { first: string; last: string }, by: string) {
  const id = await beginComparison(db(), daysPeriod(days, shopTimeZone()), by);
  if (id === null) return null;
  await workOnShortly();
  return id;
}

/** @returns how many pages were compared; null when Stripe can't be reached, and what was compared stays */
export function workOnShortly(): Promise<number | null> {
  return unlessStripeIsDown(() => inPacedBackground(() => workOnComparison(db(), Date.now() + SHORTLY)));
}

type RepairedAll = { repaired: number; left: number };

/** Repairs one difference. Null when Stripe can't be reached. */
export function repairOne(difference: { id: number; of: number; by: string }) {
  return unlessStripeIsDown(() => repairDifference(db(), difference));
}

/** Repairs what can be repaired of a comparison, for a short time. `left` counts those that still differ. Null when Stripe can't be reached. */
export function repairAll(comparisonId: number, by: string): Promise<RepairedAll | null> {
  const deadline = Date.now() + SHORTLY;
  return unlessStripeIsDown(() =>
    inPacedBackground(async () => {
      const done: RepairedAll = { repaired: 0, left: 0 };
      for (let last = 0; Date.now() < deadline; ) {
        const next = await repairableAfter(db(), comparisonId, last);
        if (next === null) break;
        if ((await repairDifference(db(), { id: next, of: comparisonId, by })) === "repaired")
          done.repaired += 1;
        else done.left += 1;
        last = next;
      }
      return done;
    }),
  );
}
