import type { StockLine } from "@/lib/inventory/stock-arithmetic";
import type { Quote } from "@/lib/model/quote";

/** A payment made in a session's last second is told to us a little later; the goods stay kept until then. */
const GRACE_MS = 2 * 60_000;

/** The instant until which stock is kept for a session that ends at `sessionEnd`. */
export function holdEnd(sessionEnd: Date): Date {
  return new Date(sessionEnd.getTime() + GRACE_MS);
}

export function stockLines(quote: Quote): StockLine[] {
  return quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
}
