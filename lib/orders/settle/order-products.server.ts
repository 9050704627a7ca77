import "server-only";
import { inArray } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { orderProducts, variants } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";

export async function recordOrderProducts(
  tx: Transaction,
  { id: orderId, customerId, quote }: OrderRow,
): Promise<void> {
  const ids = quote.lines.map((line) => line.variantId);
  const found = await tx
    .selectDistinct({ productId: variants.productId })
    .from(variants)
    .where(inArray(variants.id, ids));
  if (found.length === 0) return;
  await tx
    .insert(orderProducts)
    .values(found.map(({ productId }) => ({ orderId, productId, customerId })))
    .onConflictDoNothing();
}
