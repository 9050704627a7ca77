import "server-only";
import { and, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/lib/db/client";
import { orders, stockHolds, variants } from "@/lib/db/schema";
import type { CartId, OrderId, VariantId } from "@/lib/ids";

export type StockLine = { variantId: VariantId; quantity: number };
export type Shortage = { variantId: VariantId; wanted: number; available: number };

/**
 * What can still be bought of each variant: on hand, less the live holds of other shoppers. With `exceptCartId`,
 * holds of that cart's own unpaid orders do not count against it: a new checkout takes their place.
 */
export async function availableStock(
  q: Queryable,
  variantIds: readonly VariantId[],
  exceptCartId?: CartId,
): Promise<Map<VariantId, number>> {
  if (variantIds.length === 0) return new Map();
  const held = q
    .select({
      variantId: stockHolds.variantId,
      quantity: sql<number>`sum(${stockHolds.quantity})`.as("held"),
    })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(
      and(
        inArray(stockHolds.variantId, [...variantIds]),
        eq(stockHolds.status, "held"),
        or(isNull(stockHolds.expiresAt), gt(stockHolds.expiresAt, sql`now()`)),
        exceptCartId ? or(ne(orders.cartId, exceptCartId), ne(orders.status, "open")) : undefined,
      ),
    )
    .groupBy(stockHolds.variantId)
    .as("held_stock");
  const rows = await q
    .select({
      id: variants.id,
      available: sql<number>`greatest(0, ${variants.onHand} - coalesce(${held.quantity}, 0))::int`,
    })
    .from(variants)
    .leftJoin(held, eq(held.variantId, variants.id))
    .where(inArray(variants.id, [...variantIds]));
  return new Map(rows.map((row) => [row.id, row.available]));
}

/**
 * Keeps stock for an order until `expiresAt`, in place of what that order held before. Variant rows are locked in
 * the order of their ids, so two shoppers who want the same things can't wait for each other in a circle.
 */
export async function holdStock(
  tx: Transaction,
  order: { orderId: OrderId; cartId: CartId },
  lines: readonly StockLine[],
  expiresAt: Date,
): Promise<{ ok: true } | { ok: false; shortages: Shortage[] }> {
  const ids = lines.map((line) => line.variantId).sort();
  await tx
    .select({ id: variants.id })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("update");
  const available = await availableStock(tx, ids, order.cartId);
  const shortages = lines
    .map((line) => ({
      variantId: line.variantId,
      wanted: line.quantity,
      available: available.get(line.variantId) ?? 0,
    }))
    .filter((line) => line.available < line.wanted);
  if (shortages.length > 0) return { ok: false, shortages };

  await tx.delete(stockHolds).where(eq(stockHolds.orderId, order.orderId));
  await tx.insert(stockHolds).values(lines.map((line) => ({ ...line, orderId: order.orderId, expiresAt })));
  return { ok: true };
}

/** While a delayed payment is on its way the goods stay kept, however long it takes. */
export async function keepHoldUntilSettled(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(stockHolds)
    .set({ expiresAt: null })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "held")));
}

export async function releaseHold(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(stockHolds)
    .set({ status: "released" })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "held")));
}

/**
 * Turns an order's hold into a sale. A hold that was released or ran out while the money was on its way is sold all
 * the same if the stock is there; else nothing is taken and the shortage is told.
 */
export async function sellStock(
  tx: Transaction,
  order: { orderId: OrderId; cartId: CartId },
  lines: readonly StockLine[],
): Promise<{ ok: true } | { ok: false; shortages: Shortage[] }> {
  const ids = lines.map((line) => line.variantId).sort();
  const rows = await tx
    .select({ id: variants.id, onHand: variants.onHand })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("update");
  const live = await liveHold(tx, order.orderId);
  const onHand = new Map(rows.map((row) => [row.id, row.onHand]));
  // A live hold has already been counted against everyone else; without one, others' holds come first.
  const sellable = live ? onHand : await availableStock(tx, ids, order.cartId);
  const shortages = lines
    .map((line) => ({
      variantId: line.variantId,
      wanted: line.quantity,
      available: sellable.get(line.variantId) ?? 0,
    }))
    .filter((line) => line.available < line.wanted);
  if (shortages.length > 0) return { ok: false, shortages };

  for (const line of lines) {
    await tx
      .update(variants)
      .set({ onHand: sql`${variants.onHand} - ${line.quantity}` })
      .where(eq(variants.id, line.variantId));
  }
  await tx
    .insert(stockHolds)
    .values(
      lines.map((line) => ({ ...line, orderId: order.orderId, status: "sold" as const, expiresAt: null })),
    )
    .onConflictDoUpdate({
      target: [stockHolds.orderId, stockHolds.variantId],
      set: { status: "sold", expiresAt: null },
    });
  return { ok: true };
}

async function liveHold(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const rows = await tx
    .select({ id: stockHolds.variantId })
    .from(stockHolds)
    .where(
      and(
        eq(stockHolds.orderId, orderId),
        eq(stockHolds.status, "held"),
        or(isNull(stockHolds.expiresAt), gt(stockHolds.expiresAt, sql`now()`)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
