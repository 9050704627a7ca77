import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { agreedTexts } from "@/lib/orders/stored/agreed-texts.server";

/** The texts that an order was placed under, for its owner: those that were kept. Null for a stranger, and where none was. */
export async function ownAgreedTexts(orderId: string, shopper: Shopper) {
  const order = await db().query.orders.findFirst({
    where: eq(orders.id, orderId as OrderId),
    columns: { id: true, number: true, cartId: true, customerId: true, agreement: true },
  });
  if (!order?.agreement || !owns(shopper, order)) return null;
  const kept = (await agreedTexts(db(), order.agreement)).flatMap(({ page, text }) =>
    text ? [{ page, text }] : [],
  );
  return kept.length > 0 ? { number: order.number, shownAt: order.agreement.shownAt, texts: kept } : null;
}
