import "server-only";
import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { orderProducts, variants } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";

export async function recordOrderProducts(
  tx: Transaction,
  { id: orderId, customerId, quote }: OrderRow,
): Promise<void> {
  const ids = quote.lines.map((line) => line.variantId);
  const bought = tx
    .selectDistinct({
      orderId: sql`${orderId}`,
      productId: variants.productId,
      customerId: sql`${customerId}`,
    })
    .from(variants)
    .where(inArray(variants.id, ids));
  await tx.execute(
    sql`insert into ${orderProducts} (order_id, product_id, customer_id) ${bought} on conflict do nothing`,
  );
}
