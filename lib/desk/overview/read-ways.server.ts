import "server-only";
import { ownCurrency } from "@/lib/currencies/sold";
import { CHECKOUT_SURFACES, type CheckoutSurface } from "@/lib/model/surface";
import { type KeptSum, readSums } from "@/lib/sums/read-sums.server";
import type { OverviewRange } from "./overview-range";
import { type Clock, spansOf } from "./read-overview.server";

/** Of a whole, how many came to the end. */
type Passed = { of: number; passed: number };

/** How many of those who began to pay have paid. */
export type Ways = {
  /** Carts that were made. They belong to no surface. */
  carts: Record<"now" | "before", number>;
  /** Checkouts begun in the range, and those of them that were paid until now. */
  surfaces: { surface: CheckoutSurface; now: Passed; before: Passed }[];
  /** Tries to pay that have ended, by Stripe's word for the method. */
  methods: { method: string; now: Passed; before: Passed }[];
  /** Failed tries by Stripe's decline or error code, most first. */
  reasons: { method: string; reason: string; now: number; before: number }[];
};

export async function readWays(range: OverviewRange, clock: Clock): Promise<Ways> {
  const { now, before } = spansOf(range, [range], clock);
  const sums = await readSums({
    spans: [...now, ...before],
    topics: ["cart", "begun", "converted", "payment"],
    currencies: range.currency === ownCurrency() ? [range.currency, ""] : [range.currency],
  });
  const both = <Value>(of: (sums: readonly KeptSum[]) => Value) => ({
    now: of(sums.filter(({ span }) => span === 0)),
    before: of(sums.filter(({ span }) => span === 1)),
  });
  const tries = sums.filter(({ topic }) => topic === "payment").map(({ key }) => readTry(key));
  return {
    carts: both((some) => counted(some, ({ topic }) => topic === "cart")),
    surfaces: CHECKOUT_SURFACES.map((surface) => ({
      surface,
      ...both((some) => ({
        of: counted(some, ({ topic, key }) => topic === "begun" && key === surface),
        passed: counted(some, ({ topic, key }) => topic === "converted" && key === surface),
      })),
    })),
    methods: unique(tries.map(({ method }) => method)).map((method) => ({
      method,
      ...both((some) => ({
        of: counted(some, (sum) => sum.topic === "payment" && readTry(sum.key).method === method),
        passed: counted(some, (sum) => sum.topic === "payment" && sum.key === `${method} succeeded`),
      })),
    })),
    reasons: unique(
      sums.flatMap(({ topic, key }) => (topic === "payment" && readTry(key).hasFailed ? [key] : [])),
    )
      .map((key) => ({
        ...{ method: readTry(key).method, reason: readTry(key).reason },
        ...both((some) => counted(some, (sum) => sum.topic === "payment" && sum.key === key)),
      }))
      .toSorted((left, right) => right.now - left.now || right.before - left.before),
  };
}

const unique = (values: readonly string[]) => [...new Set(values)].toSorted();

const counted = (sums: readonly KeptSum[], isMeant: (sum: KeptSum) => boolean): number =>
  sums.reduce((total, sum) => (isMeant(sum) ? total + sum.count : total), 0);

function readTry(key: string): { method: string; hasFailed: boolean; reason: string } {
  const [method = "", outcome, reason = ""] = key.split(" ");
  return { method, hasFailed: outcome === "failed", reason };
}
