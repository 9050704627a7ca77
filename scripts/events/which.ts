import { HANDLED_EVENTS, type HandledType } from "@/lib/webhooks/handled";
import type { Replay } from "@/lib/webhooks/sweep.server";

const USAGE = `npm run events:replay -- [--since=2026-11-26T08:00Z | --since=36h] [--type=charge.refunded …]
  Without options: the events that have not been processed. With one: all that arrived, also those that were processed.
  --since   those that arrived from this time on (UTC), or in the last so many m, h or d
  --type    of this type; may be given several times`;

const SECONDS = { m: 60, h: 3600, d: 86_400 } as const;

type Options = { since?: string | undefined; type?: string[] | undefined };

/** @throws Error with the usage for a time in the future or not understood, and for a type that the store does not handle */
export function whichEvents({ since, type }: Options, now: Date): Replay {
  return {
    ...(since !== undefined && { since: readSince(since, now) }),
    ...(type !== undefined && { types: type.map(readType) }),
  };
}

function readSince(text: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count) return new Date(now.getTime() - Number(count) * SECONDS[unit as keyof typeof SECONDS] * 1000);
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(text);
  const time = new Date(isTime ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new Error(`--since=${text} is no time\n${USAGE}`);
  if (time > now) throw new Error(`--since=${text} is in the future\n${USAGE}`);
  return time;
}

function readType(text: string): HandledType {
  const known = HANDLED_EVENTS.find((type) => type === text);
  if (!known) throw new Error(`the store handles no ${text}, but these:\n  ${HANDLED_EVENTS.join("\n  ")}`);
  return known;
}
