import "server-only";
import { eq } from "drizzle-orm";
import { parseEmail } from "@/lib/base/email-address";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";

/** Where news would go that are asked for on an order's page; null for a stranger, before it is paid, and for a shopper whose name was taken out. */
export async function newsAddressOf(orderId: string, shopper: Shopper): Promise<string | null> {
  const order = await db().query.orders.findFirst({
    where: eq(orders.id, orderId as OrderId),
    columns: { id: true, cartId: true, customerId: true, email: true, paidAt: true },
  });
  // Who has not paid could have e-mails sent to anybody.
  if (!order?.email || !order.paidAt || !owns(shopper, order)) return null;
  const parsed = parseEmail(order.email);
  return parsed.ok ? parsed.email : null;
}
