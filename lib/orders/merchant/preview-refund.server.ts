import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { RefundTerms } from "@/lib/model/refund";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { findOrderId } from "./find-order.server";
import { loadRefundFacts } from "./refund-facts.server";
import { planRefund, type RefundPlan } from "./refund-plan";

/**
 * What a refund would give back, to the cent, and of which payment. Nothing is changed, except that the order learns what Stripe
 * says of its payments.
 * @throws Stripe's errors for an outage
 */
export async function previewRefund(
  orderNumber: string,
  wish: RefundTerms,
): Promise<RefundPlan | { ok: false; code: "unknown_order" }> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  await settleOrder(orderId);
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) return { ok: false, code: "unknown_order" };
  const { planned } = await loadRefundFacts(db(), order);
  return planRefund({ order, ...planned }, wish);
}
