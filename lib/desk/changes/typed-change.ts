import type { VariantId } from "@/lib/base/ids";
import { keepField } from "@/lib/desk/decisions/part-body";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import { typedOwn, typedPieces } from "@/lib/drafts/draft-form";
import type { LinePieces } from "@/lib/model/refund";

type Query = Readonly<Record<string, string | string[] | undefined>>;

export type TypedChange = {
  /** The form was sent, so that what changes is to be shown. */
  isSent: boolean;
  textOf: (field: string) => string | undefined;
  /** What was typed of lines of one's own, as far as it can be read. */
  own: AskedChange["own"];
  /** Goods of the catalogue with their pieces. */
  pieces: AskedChange["pieces"];
  /** Null when something can't be read. */
  asked: AskedChange | null;
};

/** The field that says how many pieces of goods are added, as the picker of goods names it. */
const ADDED = "pieces.";

/** Reads what stands in the address of the page. @param lines what of the order has not been sent */
export function readTypedChange(query: Query, lines: readonly LinePieces[]): TypedChange {
  const textOf = (field: string) => {
    const value = query[field];
    return typeof value === "string" ? value.trim() : undefined;
  };
  const isSent = textOf("look") !== undefined;
  const removed = lines.map(({ variantId, quantity }) => {
    const text = textOf(keepField(variantId)) ?? String(quantity);
    const stays = /^\d{1,6}$/.test(text || "0") ? Number(text || "0") : null;
    return { variantId, quantity: stays === null ? Number.NaN : quantity - stays };
  });
  const pieces = typedPieces.safeParse(
    Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) =>
        name.startsWith(ADDED) ? [[name.slice(ADDED.length), value]] : [],
      ),
    ),
  );
  const own = typedOwn.safeParse(textOf("own") || "[]");
  const isRead = removed.every(({ quantity }) => quantity >= 0) && pieces.success && own.success;
  return {
    ...{ isSent, textOf },
    own: own.data ?? [],
    pieces: pieces.data ?? [],
    asked: isRead
      ? {
          remove: removed.filter(({ quantity }) => quantity > 0),
          ...{ pieces: pieces.data, own: own.data },
          price: (textOf("price") ?? "").slice(0, 30),
          note: (textOf("note") ?? "").slice(0, MOST_WORDS),
        }
      : null,
  };
}

export const MOST_WORDS = 500;

/** The address's part that shows a change as somebody asked for it: the other way of `readTypedChange`. */
export function changeQuery(
  { remove, pieces, own, price, note }: AskedChange,
  lines: readonly LinePieces[],
): string {
  const goes = (id: VariantId) => remove.find(({ variantId }) => variantId === id)?.quantity ?? 0;
  return new URLSearchParams({
    look: "1",
    ...Object.fromEntries(
      lines.map((line) => [keepField(line.variantId), String(line.quantity - goes(line.variantId))]),
    ),
    ...Object.fromEntries(pieces.map((one) => [`${ADDED}${one.variantId}`, String(one.quantity)])),
    ...(own.length > 0 && {
      own: JSON.stringify(own.map((one) => ({ ...one, quantity: String(one.quantity) }))),
    }),
    ...(price && { price }),
    ...(note && { note }),
  }).toString();
}
