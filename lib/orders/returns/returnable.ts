import type { VariantId } from "@/lib/base/ids";
import type { LinePieces } from "@/lib/model/refund";

type Pieces = readonly LinePieces[];

const DAY_MS = 86_400_000;

/**
 * Until when goods can be sent back. The store knows when a parcel left and not when it arrived, so the days of the way are added.
 * @param lastLeftAt when the last of the goods left, as the law counts from there
 */
export function returnableUntil(
  lastLeftAt: Date,
  { days, deliveryDays }: { days: number; deliveryDays: number },
): Date {
  return new Date(lastLeftAt.getTime() + (days + deliveryDays) * DAY_MS);
}

/**
 * The pieces of each line that can be asked for. A piece counts once, whether it is in a return, refunded, or both.
 * @param refunded pieces of the order that were given back; those that never left count first
 */
export function returnablePieces<Line extends LinePieces>(
  lines: readonly Line[],
  { sent, returned, refunded }: { sent: Pieces; returned: Pieces; refunded: Pieces },
): Line[] {
  return lines.flatMap((line) => {
    const left = sumOf(sent, line.variantId);
    const refundedOfLeft = Math.max(0, sumOf(refunded, line.variantId) - (line.quantity - left));
    const quantity = left - Math.max(sumOf(returned, line.variantId), refundedOfLeft);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

const sumOf = (pieces: Pieces, variantId: VariantId): number =>
  pieces.reduce((sum, one) => sum + (one.variantId === variantId ? one.quantity : 0), 0);
