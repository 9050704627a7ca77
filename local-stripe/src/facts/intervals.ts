interface Interval {
  interval: string;
  interval_count: number;
}

const DAY = 86_400;

/**
 * The end of a period that starts at `start`. Months end on the day of the anchor, by default that of the start, or on their last one.
 * @param start and `anchor` in Unix seconds
 */
export function periodEnd(
  start: number,
  { interval, interval_count: count }: Interval,
  anchor = start,
): number {
  if (interval === "day") return start + count * DAY;
  if (interval === "week") return start + count * 7 * DAY;
  const months = interval === "year" ? count * 12 : count;
  const from = new Date(start * 1000);
  const day = Math.max(from.getUTCDate(), isLastOfMonth(from) ? new Date(anchor * 1000).getUTCDate() : 0);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last));
  return Math.floor(to.getTime() / 1000);
}

function isLastOfMonth(date: Date): boolean {
  return new Date(date.getTime() + DAY * 1000).getUTCDate() === 1;
}
