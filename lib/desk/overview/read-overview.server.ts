import "server-only";
import { dayIn, instantIn, minuteIn, nextDay, startOfDay } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import type { SumTopic } from "@/lib/db/schema";
import type { Span } from "@/lib/sums/pieces";
import { type KeptSum, readTotals } from "@/lib/sums/read-sums.server";
import {
  dayBefore,
  type OverviewRange,
  periodsOf,
  type RangePeriod,
  readOverviewRange,
} from "./overview-range";

/** Amounts are minor units of the range's currency. */
export type OverviewTotals = {
  orders: number;
  sales: number;
  /** Already taken off the sales. */
  discounts: number;
  refunds: number;
  refunded: number;
  disputes: number;
  disputed: number;
  /** Taken by banks that decided for the cardholder. */
  lost: number;
  /** Checkouts that were begun, and those of them that were paid until now. */
  begun: number;
  converted: number;
};

export type OverviewStep = { period: RangePeriod; now: OverviewTotals; before: OverviewTotals };

export type Overview = {
  steps: OverviewStep[];
  now: OverviewTotals;
  /** The range before, up to the same time of the day where this one goes on. */
  before: OverviewTotals;
  rangeBefore: RangePeriod;
};

/** The present moment and the shop's time zone, or those that a test wants. */
export type Clock = { at: Date; zone: string };

export const shopClock = (): Clock => ({ at: new Date(), zone: shopTimeZone() });

/** The range that an address asks for, and the day it is. */
export function askedRange(params: URLSearchParams, { at, zone }: Clock) {
  const today = dayIn(at, zone);
  return { ...readOverviewRange(params, today, ownCurrency()), today };
}

const TOPICS = [
  "begun",
  "converted",
  "sale",
  "discount",
  "refund",
  "dispute",
  "lost",
] as const satisfies SumTopic[];

export async function readOverview(range: OverviewRange, clock: Clock): Promise<Overview> {
  const periods = periodsOf(range);
  const { now, before } = spansOf(range, periods, clock);
  const sums = await readTotals({
    spans: [...now, ...before],
    topics: TOPICS,
    currencies: [range.currency],
  });
  const isBefore = ({ span }: KeptSum) => span >= periods.length;
  const toBefore = dayBefore(range, dayIn(clock.at, clock.zone));
  return {
    steps: periods.map((period, place) => ({
      period,
      now: totalsOf(sums.filter(({ span }) => span === place)),
      before: totalsOf(sums.filter(({ span }) => span === periods.length + place)),
    })),
    now: totalsOf(sums.filter((sum) => !isBefore(sum))),
    before: totalsOf(sums.filter(isBefore)),
    rangeBefore: { from: toBefore(range.from), to: toBefore(range.to) },
  };
}

/** The periods by the shop's clocks, and those before. A period that goes on is compared with as much of the one before. */
export function spansOf(
  range: OverviewRange,
  periods: readonly RangePeriod[],
  { at, zone }: Clock,
): Record<"now" | "before", Span[]> {
  const spanOf = ({ from, to }: RangePeriod): Span => ({
    first: startOfDay(from, zone),
    end: startOfDay(nextDay(to), zone),
  });
  const today = dayIn(at, zone);
  const toBefore = dayBefore(range, today);
  const stop = instantIn(`${toBefore(today)}T${minuteIn(at, zone).slice(-5)}`, zone);
  return {
    now: periods.map(spanOf),
    before: periods.map(({ from, to }) => {
      const span = spanOf({ from: toBefore(from), to: toBefore(to) });
      const goesOn = today >= from && today <= to;
      return goesOn && stop && stop < span.end ? { ...span, end: stop } : span;
    }),
  };
}

function totalsOf(sums: readonly KeptSum[]): OverviewTotals {
  const of = (topic: (typeof TOPICS)[number], what: "count" | "amount") =>
    sums.reduce((total, sum) => (sum.topic === topic ? total + sum[what] : total), 0);
  return {
    orders: of("sale", "count"),
    sales: of("sale", "amount"),
    discounts: of("discount", "amount"),
    refunds: of("refund", "count"),
    refunded: of("refund", "amount"),
    disputes: of("dispute", "count"),
    disputed: of("dispute", "amount"),
    lost: of("lost", "amount"),
    begun: of("begun", "count"),
    converted: of("converted", "count"),
  };
}
