const SECONDS = { m: 60, h: 3600, d: 86_400 } as const;

/**
 * The time that an argument `--since` names: a day, a time in UTC such as 2026-01-31T04:00Z, or so many m, h or d before `now`.
 * @throws Error with the usage for anything else, and for a time in the future
 */
export function readSince(text: string, now: Date, usage: string): Date {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count) return new Date(now.getTime() - Number(count) * SECONDS[unit as keyof typeof SECONDS] * 1000);
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(text);
  const time = new Date(isTime ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new Error(`--since=${text} is no time\n${usage}`);
  if (time > now) throw new Error(`--since=${text} is in the future\n${usage}`);
  return time;
}
