/** Days of the calendar, as "2026-11-28". */

const DAY_MS = 86_400_000;

const atNoon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const dayOf = (time: number | Date) => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayOf(atNoon(day) + days * DAY_MS);

export const daysBetween = (from: string, to: string): number =>
  Math.round((atNoon(to) - atNoon(from)) / DAY_MS);

/** The same day of another month, or its last one where it has fewer days. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = dayOf(Date.UTC(year, month - 1 + months, 1, 12));
  const last = lastOfMonth(first);
  return date >= Number(last.slice(8)) ? last : `${first.slice(0, 8)}${String(date).padStart(2, "0")}`;
}

export function lastOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return dayOf(Date.UTC(year, month, 0, 12));
}
