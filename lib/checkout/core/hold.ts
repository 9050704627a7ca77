import type { StockLine } from "@/lib/inventory/stock-arithmetic";
import type { Quote } from "@/lib/model/quote";

/** Stripe reports a payment from a session's last second a little later, so the goods are kept until then. */
const GRACE_MS = 2 * 60_000;

export function holdEnd(sessionEnd: Date): Date {
  return new Date(sessionEnd.getTime() + GRACE_MS);
}

export function stockLines(quote: Quote): StockLine[] {
  return quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
}
