import type { SumGrain } from "@/lib/db/schema";

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

/** From the first instant on until before the last one. */
export type Span = { first: Date; end: Date };

type Piece = Span & { grain: SumGrain };

const COARSEST_FIRST = ["month", "day", "hour", "quarter_hour"] as const satisfies readonly SumGrain[];

/** Cuts a span into the largest whole months, days, hours and quarters of an hour of UTC. What is no whole quarter is left out. */
export function piecesOf(span: Span, grains: readonly SumGrain[] = COARSEST_FIRST): Piece[] {
  const [grain, ...finer] = grains;
  if (!grain || span.first >= span.end) return [];
  const first = floorOf(
    new Date(floorOf(span.first, grain).getTime() + widthAfter(span.first, grain)),
    grain,
  );
  const end = floorOf(span.end, grain);
  if (first >= end) return piecesOf(span, finer);
  return [
    ...piecesOf({ first: span.first, end: first }, finer),
    { grain, first, end },
    ...piecesOf({ first: end, end: span.end }, finer),
  ];
}

const WIDTHS = { month: 32 * 24 * 4, day: 24 * 4, hour: 4, quarter_hour: 1 } as const;

/** Milliseconds that lead from the beginning of a grain's unit into the next one; 0 from its beginning itself. */
const widthAfter = (at: Date, grain: SumGrain): number =>
  floorOf(at, grain).getTime() === at.getTime() ? 0 : WIDTHS[grain] * QUARTER_HOUR_MS;

function floorOf(at: Date, grain: SumGrain): Date {
  switch (grain) {
    case "month":
      return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    case "day":
      return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
    case "hour":
      return new Date(Math.floor(at.getTime() / (4 * QUARTER_HOUR_MS)) * 4 * QUARTER_HOUR_MS);
    case "quarter_hour":
      return quarterHourOf(at);
  }
}

/** When the quarter of an hour begins that an instant is in. */
export const quarterHourOf = (at: Date): Date =>
  new Date(Math.floor(at.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS);
