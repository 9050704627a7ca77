import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { orders, stockMovements, variants } from "@/lib/db/schema";
import { shownStock } from "./stock.server";

const NEWEST = 30;

/** What a merchant sees of a variant's stock, with its newest movements first; null when there is no such SKU. */
export async function readStockFile(q: Queryable, sku: string) {
  const [variant] = await q.select().from(variants).where(eq(variants.sku, sku));
  if (!variant) return null;
  const { change, onHandAfter, reason, reference, who, note, createdAt } = stockMovements;
  const movements = await q
    .select({ change, onHandAfter, reason, reference, who, note, at: createdAt, order: orders.number })
    .from(stockMovements)
    .leftJoin(orders, eq(orders.id, stockMovements.orderId))
    .where(eq(stockMovements.variantId, variant.id))
    .orderBy(desc(stockMovements.id))
    .limit(NEWEST);
  const stock = (await shownStock(q, [variant.id])).get(variant.id);
  return { variant, ready: stock?.ready ?? 0, movements };
}
