import { z } from "zod";
import type { VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import type { LinePieces } from "@/lib/model/refund";

const MOST_LINES = 500;

/** What taking a part sends: pieces by variant, and the minor units that were shown. */
export const captureBody = z.strictObject({
  keep: z
    .record(z.string().max(64), z.coerce.number().int().min(0).max(1_000_000))
    .refine((keep) => Object.keys(keep).length <= MOST_LINES)
    .transform((keep): LinePieces[] =>
      Object.entries(keep).flatMap(([id, quantity]) =>
        quantity > 0 ? [{ variantId: id as VariantId, quantity }] : [],
      ),
    ),
  amount: z.coerce.number().int().min(1),
  /** The pieces are sold for this amount, less than they come to. */
  agreed: z.literal("1").optional(),
});

type Query = Readonly<Record<string, string | string[] | undefined>>;

export const keepField = (variantId: VariantId): string => `keep.${variantId}`;

/** The pieces that stand in the page's address, all of them where nothing was typed; null for a text that is no number. */
export function typedKeep(query: Query, lines: readonly LinePieces[]): LinePieces[] | null {
  const typed = lines.map(({ variantId, quantity }) => {
    const value = query[keepField(variantId)];
    const text = typeof value === "string" ? value.trim() : String(quantity);
    return { variantId, quantity: /^\d{1,6}$/.test(text || "0") ? Number(text || "0") : null };
  });
  return typed.every((line): line is LinePieces => line.quantity !== null) ? typed : null;
}

/** The field of an amount to be taken in place of what the pieces come to. */
export const TAKE_FIELD = "take";

/** That amount in minor units, as it stands in the page's address: undefined where none was typed, null for a text that is none. */
export function typedTake(query: Query, currency: Currency): number | undefined | null {
  const text = query[TAKE_FIELD];
  if (typeof text !== "string" || text.trim() === "") return undefined;
  return parseAmount(text.trim(), currency);
}
