import { dayIn, nextDay, startOfDay } from "@/lib/base/time-zone";

/** `2026-11`, by the shop's clocks. */
export type Month = `${number}-${number}`;

/** From the first instant on, and before the second. */
export type Period = { from: Date; to: Date };

const isMonth = (text: unknown): text is Month =>
  typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
const isDay = (text: unknown): text is string =>
  typeof text === "string" &&
  /^20\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const monthOf = (at: Date, timeZone: string): Month => dayIn(at, timeZone).slice(0, 7) as Month;

/** The month that an address asks for; this one when it asks for none, or for nonsense. */
export const readMonth = (asked: unknown, now: Date, timeZone: string): Month =>
  isMonth(asked) ? asked : monthOf(now, timeZone);

export function monthAfter(month: Month, months = 1): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7) as Month;
}

export function monthPeriod(month: Month, timeZone: string): Period {
  return {
    from: startOfDay(`${month}-01`, timeZone),
    to: startOfDay(`${monthAfter(month)}-01`, timeZone),
  };
}

/** Days of the calendar, the last one included. */
export type Days = { first: string; last: string };

export const daysPeriod = ({ first, last }: Days, timeZone: string): Period => ({
  from: startOfDay(first, timeZone),
  to: startOfDay(nextDay(last), timeZone),
});

/** The days of some months from this one on. */
export function daysOfMonths(month: Month, months = 1): Days {
  const next = `${monthAfter(month, months)}-01`;
  const last = new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { first: `${month}-01`, last };
}

/** The first month of a month's quarter. */
export function quarterOf(month: Month): Month {
  const [year, number = 1] = month.split("-").map(Number);
  return `${year}-${String(number - ((number - 1) % 3)).padStart(2, "0")}` as Month;
}

/** The days that an address asks for with `from` and `to`; this month's when it asks for none, or for nonsense. */
export function readDays(asked: { from?: unknown; to?: unknown }, now: Date, timeZone: string): Days {
  const { from: first, to: last } = asked;
  if (isDay(first) && isDay(last) && first <= last) return { first, last };
  return daysOfMonths(monthOf(now, timeZone));
}
