import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { QuoteLine } from "@/lib/model/quote";
import { returnOffer, returnsOf } from "./read.server";
import { canReturnBecome } from "./transitions";

/** What a shopper has sent back or wants to, and what they can still send back. The caller has checked whose order it is. */
export async function shopperReturns(orderId: OrderId) {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) return { earlier: [], offer: null };
  const rows = await returnsOf(db(), orderId);
  const offer = await returnOffer(db(), order);
  const isWaiting = rows.some(({ status }) => status === "asked");
  return {
    earlier: rows.map(({ id, status, askedAt, words, lines }) => ({
      ...{ id, status, askedAt, words },
      mayWithdraw: canReturnBecome(status, "withdrawn"),
      goods: lines.map((line) => ({
        quantity: line.quantity,
        goods: nameOf(order.quote.lines.find(({ variantId }) => variantId === line.variantId)),
      })),
    })),
    offer:
      offer.ok && !isWaiting
        ? {
            until: offer.until,
            lines: offer.lines.map((line) => ({
              variantId: line.variantId,
              quantity: line.quantity,
              goods: nameOf(line),
            })),
          }
        : null,
  };
}

const nameOf = (line: QuoteLine | undefined): string =>
  [line?.productName, line?.optionLabel].filter(Boolean).join(", ");
