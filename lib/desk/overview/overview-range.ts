import { z } from "zod";
import { type Currency, currency } from "@/lib/base/money";
import { addDays, addMonths, daysBetween, lastOfMonth } from "./days";

export const STEPS = ["day", "week", "month"] as const;
export type RangeStep = (typeof STEPS)[number];

/** Days of the shop's time zone, both included. */
export type OverviewRange = { from: string; to: string; step: RangeStep; currency: Currency };

/** More steps than this can't be told apart in a picture. */
const MOST_STEPS = 120;

const DEFAULT_DAYS = 30;

const day = z.iso.date().refine((text) => text >= "2000-01-01");
const code = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform(currency);

type ReadRange = {
  range: OverviewRange;
  /** What the address asks and can't be asked, by name. */
  ignored: ("from" | "to" | "step" | "currency")[];
};

/**
 * Reads the part of an address after `?`. What can't be is left out, and named.
 * @param today the day it is in the shop
 */
export function readOverviewRange(params: URLSearchParams, today: string, own: Currency): ReadRange {
  const ignored = new Set<ReadRange["ignored"][number]>();
  function given<Value>(name: ReadRange["ignored"][number], schema: z.ZodType<Value>): Value | null {
    const text = params.get(name)?.trim();
    if (!text) return null;
    const read = schema.safeParse(text);
    if (!read.success) ignored.add(name);
    return read.success ? read.data : null;
  }
  const asked = given("to", day);
  const to = asked && asked < today ? asked : today;
  let from = given("from", day) ?? addDays(to, 1 - DEFAULT_DAYS);
  if (from > to) {
    ignored.add("from");
    from = addDays(to, 1 - DEFAULT_DAYS);
  }
  const wanted = given("step", z.enum(STEPS)) ?? "day";
  const fitting = STEPS.slice(STEPS.indexOf(wanted)).find((step) => stepsIn(from, to, step) <= MOST_STEPS);
  const step = fitting ?? "month";
  if (step !== wanted) ignored.add("step");
  if (!fitting) {
    ignored.add("from");
    from = addMonths(`${to.slice(0, 7)}-01`, 1 - MOST_STEPS);
  }
  return { range: { from, to, step, currency: given("currency", code) ?? own }, ignored: [...ignored] };
}

export const overviewParams = (range: OverviewRange): URLSearchParams => new URLSearchParams(range);

/** At least as many steps as there are. */
function stepsIn(from: string, to: string, step: RangeStep): number {
  const days = daysBetween(from, to) + 1;
  const longest = { day: 1, week: 7, month: 28 } as const;
  return Math.ceil(days / longest[step]);
}

/** A step of the range; the first and the last one may be a part of a week or a month. */
export type RangePeriod = { from: string; to: string };

export function periodsOf({ from, to, step }: OverviewRange): RangePeriod[] {
  const periods: RangePeriod[] = [];
  for (let first = from; first <= to; ) {
    const last = endOfStep(first, step);
    periods.push({ from: first, to: last < to ? last : to });
    first = addDays(last, 1);
  }
  return periods;
}

function endOfStep(first: string, step: RangeStep): string {
  if (step === "month") return lastOfMonth(first);
  // Weeks begin on Monday.
  return step === "day" ? first : addDays(first, (7 - new Date(`${first}T00:00:00Z`).getUTCDay()) % 7);
}

/**
 * How a day of the range leads to its day in the range before: by as many months where months are shown from a first one on, and else by as
 * many days as the range has.
 */
export function dayBefore({ from, to, step }: OverviewRange, today: string): (day: string) => string {
  const isOfMonths = step === "month" && from.endsWith("-01") && (to === lastOfMonth(to) || to === today);
  if (!isOfMonths) {
    const days = daysBetween(from, to) + 1;
    return (day) => addDays(day, -days);
  }
  const months = 12 * (yearOf(to) - yearOf(from)) + monthOf(to) - monthOf(from) + 1;
  return (day) => (day === lastOfMonth(day) ? lastOfMonth(addMonths(day, -months)) : addMonths(day, -months));
}

const yearOf = (day: string) => Number(day.slice(0, 4));
const monthOf = (day: string) => Number(day.slice(5, 7));
