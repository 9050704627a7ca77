import type { VariantId } from "@/lib/ids";
import { MAX_LINES, quantityLimit } from "./quantity";

export type MergeLine = { variantId: VariantId; quantity: number; seenUnitAmount: number };

/**
 * The lines of an account's cart once a guest's has come to it. Of what is in both, the sum, capped by what one line
 * may hold and by what there is; never less than either had, so that the cart can tell what has run short. The price
 * that was seen last is the guest's.
 *
 * @param available pieces this shopper could buy of each variant.
 */
export function mergeLines(
  own: readonly MergeLine[],
  guests: readonly MergeLine[],
  available: ReadonlyMap<VariantId, number>,
): MergeLine[] {
  const merged = new Map(own.map((line) => [line.variantId, line]));
  for (const line of guests) {
    const before = merged.get(line.variantId);
    if (!before && merged.size >= MAX_LINES) continue;
    const limit = quantityLimit(available.get(line.variantId) ?? 0);
    const sum = Math.min((before?.quantity ?? 0) + line.quantity, limit);
    merged.set(line.variantId, { ...line, quantity: Math.max(sum, before?.quantity ?? 0, line.quantity) });
  }
  return [...merged.values()];
}
