interface Interval {
  interval: string;
  interval_count: number;
}

const DAY = 86_400;

/** The end of a period that starts at `start` (Unix seconds). Months end on the anchor's day, or on their last one. */
export function periodEnd(start: number, { interval, interval_count: count }: Interval): number {
  if (interval === "day") return start + count * DAY;
  if (interval === "week") return start + count * 7 * DAY;
  const months = interval === "year" ? count * 12 : count;
  const from = new Date(start * 1000);
  const day = from.getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last));
  return Math.floor(to.getTime() / 1000);
}
