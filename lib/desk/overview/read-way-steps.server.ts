import "server-only";
import { ownCurrency } from "@/lib/currencies/sold";
import { CHECKOUT_SURFACES, type CheckoutSurface } from "@/lib/model/surface";
import { type KeptSum, readSums } from "@/lib/sums/read-sums.server";
import { type OverviewRange, periodsOf, type RangePeriod } from "./overview-range";
import { type Clock, spansOf } from "./read-overview.server";

type WayCounts = {
  /** Carts that were made. They belong to no surface. */
  carts: number;
  /** Checkouts begun, and those of them that were paid until now. */
  surfaces: { surface: CheckoutSurface; begun: number; paid: number }[];
};

export type WayStep = { period: RangePeriod; now: WayCounts; before: WayCounts };

/** From the cart to the payment, step by step. */
export async function readWaySteps(range: OverviewRange, clock: Clock): Promise<WayStep[]> {
  const periods = periodsOf(range);
  const { now, before } = spansOf(range, periods, clock);
  const sums = await readSums({
    spans: [...now, ...before],
    topics: ["cart", "begun", "converted"],
    currencies: range.currency === ownCurrency() ? [range.currency, ""] : [range.currency],
  });
  const bySpan = new Map<number, KeptSum[]>();
  for (const sum of sums) bySpan.set(sum.span, [...(bySpan.get(sum.span) ?? []), sum]);
  return periods.map((period, place) => ({
    period,
    now: countsOf(bySpan.get(place) ?? []),
    before: countsOf(bySpan.get(periods.length + place) ?? []),
  }));
}

function countsOf(sums: readonly KeptSum[]): WayCounts {
  const count = (isMeant: (sum: KeptSum) => boolean) =>
    sums.reduce((total, sum) => (isMeant(sum) ? total + sum.count : total), 0);
  return {
    carts: count(({ topic }) => topic === "cart"),
    surfaces: CHECKOUT_SURFACES.map((surface) => ({
      surface,
      begun: count(({ topic, key }) => topic === "begun" && key === surface),
      paid: count(({ topic, key }) => topic === "converted" && key === surface),
    })),
  };
}
