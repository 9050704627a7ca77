import "server-only";
import { asc, eq } from "drizzle-orm";
import { shop } from "@/lib/config/shop";
import type { Queryable } from "@/lib/db/client";
import { returns, shipments } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus } from "@/lib/model/order";
import type { QuoteLine } from "@/lib/model/quote";
import type { LinePieces } from "@/lib/model/refund";
import { piecesToSend } from "@/lib/orders/merchant/pieces-to-send.server";
import { parcelsOf } from "@/lib/orders/merchant/unsent-pieces.server";
import { returnablePieces, returnableUntil } from "./returnable";
import { countsAsReturned } from "./transitions";

export type ReturnRow = typeof returns.$inferSelect;

export const returnsOf = (q: Queryable, orderId: OrderRow["id"]): Promise<ReturnRow[]> =>
  q.select().from(returns).where(eq(returns.orderId, orderId)).orderBy(asc(returns.id));

/** Orders of which goods can be sent back: paid for, and not in question. */
const OPEN_TO_RETURNS = new Set<OrderStatus>(["paid", "shipped", "partially_refunded"]);

type ReturnOffer =
  | { ok: true; lines: QuoteLine[]; until: Date }
  | { ok: false; code: "return_nothing_left" | "return_too_late" | "return_not_possible" };

/** What of an order its shopper can send back now, and until when. */
export async function returnOffer(q: Queryable, order: OrderRow, now = new Date()): Promise<ReturnOffer> {
  const terms = shop().returns;
  if (terms.days === 0 || !OPEN_TO_RETURNS.has(order.status))
    return { ok: false, code: "return_not_possible" };
  const { sent, lastAt } = await sentPieces(q, order);
  if (!lastAt) return { ok: false, code: "return_not_possible" };
  const until = returnableUntil(lastAt, terms);
  if (now > until) return { ok: false, code: "return_too_late" };
  const kept = await piecesToSend(q, order);
  const refunded = order.quote.lines.map(({ variantId, quantity }) => ({
    variantId,
    quantity: quantity - (kept.find((line) => line.variantId === variantId)?.quantity ?? 0),
  }));
  const returned = (await returnsOf(q, order.id))
    .filter(({ status }) => countsAsReturned(status))
    .flatMap(({ lines }) => lines);
  const lines = returnablePieces(order.quote.lines, { sent, returned, refunded });
  return lines.length > 0 ? { ok: true, lines, until } : { ok: false, code: "return_nothing_left" };
}

/** Pieces that have left: those in parcels, or all that was collected. */
async function sentPieces(
  q: Queryable,
  order: OrderRow,
): Promise<{ sent: readonly LinePieces[]; lastAt: Date | null }> {
  const parcels = await parcelsOf(q, order.id);
  if (parcels.length > 0) {
    const lastAt = new Date(Math.max(...parcels.map(({ sentAt }) => sentAt.getTime())));
    return { sent: parcels.flatMap(({ lines }) => lines), lastAt };
  }
  const [shipment] = await q.select().from(shipments).where(eq(shipments.orderId, order.id));
  if (shipment?.status !== "sent" || !shipment.sentAt) return { sent: [], lastAt: null };
  return { sent: order.quote.lines, lastAt: shipment.sentAt };
}
