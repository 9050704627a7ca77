import type { VariantId } from "@/lib/base/ids";
import { HELD_BOUNDS } from "@/lib/limits/bounds";

export type StockLine = { variantId: VariantId; quantity: number };
export type Shortage = { variantId: VariantId; wanted: number; available: number };

/** So many pieces of a variant that is sold beyond what is on hand may be bought: more than any order asks for. */
export const BEYOND_STOCK = 1_000_000;

type Pieces = ReadonlyMap<VariantId, number>;

/** The lines that ask for more than is available. A variant that is not listed has no pieces. */
export function shortages(lines: readonly StockLine[], available: Pieces): Shortage[] {
  return lines
    .map(({ variantId, quantity }) => ({
      variantId,
      wanted: quantity,
      available: available.get(variantId) ?? 0,
    }))
    .filter((line) => line.available < line.wanted);
}

/** The wanted pieces, as far as there are so many. */
export function fewer(there: readonly StockLine[], wanted: readonly StockLine[]): StockLine[] {
  return there.flatMap(({ variantId, quantity }) => {
    const asked = wanted.filter((line) => line.variantId === variantId);
    const pieces = Math.min(
      quantity,
      asked.reduce((sum, line) => sum + line.quantity, 0),
    );
    return pieces > 0 ? [{ variantId, quantity: pieces }] : [];
  });
}

/** The pieces on hand that are not kept, never below zero: after a new count of the stock more can be kept than is there. */
export function withoutKept(onHand: Pieces, kept: Pieces): Map<VariantId, number> {
  return new Map(Array.from(onHand, ([id, pieces]) => [id, Math.max(0, pieces - (kept.get(id) ?? 0))]));
}

/** Where unpaid checkouts were opened: at one address, or in the network that it belongs to. */
export type HeldScope = keyof typeof HELD_BOUNDS;

/** `tooMany` is how many of the pieces that others hold must be released first. */
export type HeldTooMuch = { variantId: VariantId; scope: HeldScope; tooMany: number };

/**
 * Whether unpaid checkouts of one address or network would hold too much of a variant with this line (`HELD_BOUNDS`). A single
 * cart has no such limit: one shopper may buy everything there is.
 * @param heldFrom pieces that other carts' unpaid checkouts hold
 */
export function heldTooMuch(
  { variantId, quantity }: StockLine,
  { onHand, heldFrom }: { onHand: number; heldFrom: Readonly<Record<HeldScope, number>> },
): HeldTooMuch[] {
  return (["address", "network"] as const).flatMap((scope) => {
    const { pieces, share } = HELD_BOUNDS[scope];
    const kept = heldFrom[scope];
    const most = Math.max(pieces, Math.floor(onHand * share));
    return kept > 0 && kept + quantity > most ? [{ variantId, scope, tooMany: kept + quantity - most }] : [];
  });
}

/**
 * Seconds until a number of kept pieces are free; 0 when fewer are kept.
 * @param kept in the order in which they become free
 */
export function secondsUntilFree(
  kept: readonly { quantity: number; seconds: number }[],
  pieces: number,
): number {
  let free = 0;
  for (const { quantity, seconds } of kept) {
    free += quantity;
    if (free >= pieces) return seconds;
  }
  return 0;
}
