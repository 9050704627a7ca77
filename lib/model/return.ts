import type { LinePieces } from "./refund";

/** `asked`: waits for the merchant. `accepted`: the goods are on their way. `received`: what came back is counted. `closed`: ended without a refund of its own. */
export const RETURN_STATUSES = [
  "asked",
  "accepted",
  "received",
  "refunded",
  "closed",
  "declined",
  "withdrawn",
] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

export const RETURN_REASONS = [
  "no_reason",
  "does_not_fit",
  "not_as_described",
  "damaged",
  "wrong_goods",
  "too_late",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Pieces of a line that are to come back; and, once they were counted, what came of them. */
export type ReturnLine = LinePieces & {
  /** Put back on sale. */
  sellable?: number;
  /** Came back, and can't be sold again. */
  writtenOff?: number;
};
