import type { VariantId } from "@/lib/base/ids";
import type { LinePieces } from "@/lib/model/refund";

type Left = { variantId: VariantId; sku: string; quantity: number };

/** Pieces of a line of the order, as a person names them. */
export type AskedLine = { sku: string; quantity: number };

export type ParcelPlan =
  | { ok: true; lines: LinePieces[]; isLast: boolean }
  | { ok: false; code: "nothing_left" | "nothing_chosen" }
  /** `left` is how many pieces of the line have not been sent: 0 for a line that the order does not have. */
  | { ok: false; code: "too_many"; sku: string; left: number };

/** What goes into the next parcel, and whether anything is left for another. @param asked null for all that is left */
export function planParcel(left: readonly Left[], asked: readonly AskedLine[] | null): ParcelPlan {
  if (left.length === 0) return { ok: false, code: "nothing_left" };
  if (asked?.length === 0) return { ok: false, code: "nothing_chosen" };
  const pieces = new Map<string, number>();
  for (const { sku, quantity } of asked ?? left) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity);
  for (const [sku, quantity] of pieces) {
    const most = left.find((line) => line.sku === sku)?.quantity ?? 0;
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > most) {
      return { ok: false, code: "too_many", sku, left: most };
    }
  }
  const lines = left.flatMap(({ variantId, sku }) => {
    const quantity = pieces.get(sku);
    return quantity ? [{ variantId, quantity }] : [];
  });
  if (lines.length === 0) return { ok: false, code: "nothing_left" };
  return { ok: true, lines, isLast: left.every(({ sku, quantity }) => pieces.get(sku) === quantity) };
}
