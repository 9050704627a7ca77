import { HANDLED_EVENTS, type HandledType } from "@/lib/webhooks/handled";
import type { Replay } from "@/lib/webhooks/sweep.server";
import { readSince } from "../local/since";

const USAGE = `npm run events:replay -- [--since=2026-11-26T08:00Z | --since=36h] [--type=charge.refunded …]
  Without options: the events that have not been processed. With one: all that arrived, also those that were processed.
  --since   those that arrived from this time on (UTC), or in the last so many m, h or d
  --type    of this type; may be given several times`;

type Options = { since?: string | undefined; type?: string[] | undefined };

/** @throws Error with the usage for a time in the future or not understood, and for a type that the store does not handle */
export function whichEvents({ since, type }: Options, now: Date): Replay {
  return {
    ...(since !== undefined && { since: readSince(since, now, USAGE) }),
    ...(type !== undefined && { types: type.map(readType) }),
  };
}

function readType(text: string): HandledType {
  const known = HANDLED_EVENTS.find((type) => type === text);
  if (!known) throw new Error(`the store handles no ${text}, but these:\n  ${HANDLED_EVENTS.join("\n  ")}`);
  return known;
}
