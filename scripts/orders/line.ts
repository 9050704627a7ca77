import type { QuoteLine } from "@/lib/model/quote";
import type { LinePieces } from "@/lib/model/refund";

/** Reads a line of an order as a command takes it: a SKU with a number of pieces, as MUG-1:2. @throws with the lines that there are */
export function orderLine(text: string, lines: readonly QuoteLine[]): LinePieces {
  const [, sku, pieces] = /^(.+):(\d{1,6})$/.exec(text) ?? [];
  const line = lines.find((one) => one.sku === sku);
  if (!line || Number(pieces) < 1) {
    const skus = lines.map((one) => `${one.sku}:${one.quantity}`).join(", ");
    throw new Error(`"${text}" is not a line of the order with a number of pieces; it has ${skus}`);
  }
  return { variantId: line.variantId, quantity: Number(pieces) };
}
