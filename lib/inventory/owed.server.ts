import "server-only";
import { and, eq, inArray, lt, ne, or, sql } from "drizzle-orm";
import type { OrderId, VariantId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { orders, stockHolds } from "@/lib/db/schema";
import { changeOnHand } from "./on-hand.server";
import { isKeptWhilePaying, lockVariants } from "./stock.server";
import { fewer, type Shortage, type StockLine, shortages, withoutKept } from "./stock-arithmetic";

/** Reserves the next pieces for a paid order whose goods were missing. */
export async function oweStock(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly StockLine[],
): Promise<void> {
  await tx
    .insert(stockHolds)
    .values(lines.map((line) => ({ ...line, orderId, status: "owed" as const, expiresAt: null })))
    .onConflictDoUpdate({
      target: [stockHolds.orderId, stockHolds.variantId],
      set: { status: "owed", expiresAt: null, quantity: sql`excluded.quantity`, restocked: 0 },
    });
}

export async function releaseOwed(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(stockHolds)
    .set({ status: "released" })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "owed")));
}

/** Sells an order all that it is owed, or nothing. Open checkouts and orders that have waited longer come first. */
export async function sellOwed(
  tx: Transaction,
  order: { orderId: OrderId; paidAt: Date },
): Promise<{ ok: true } | { ok: false; shortages: Shortage[] }> {
  const { orderId, paidAt } = order;
  const owed = await tx
    .select({ variantId: stockHolds.variantId, quantity: stockHolds.quantity })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "owed")));
  if (owed.length === 0) return { ok: true };
  const locked = await lockVariants(tx, owed);
  // The order waits for pieces that are there, also of what others may buy beyond the stock.
  const onHand = new Map(Array.from(locked, ([id, stock]) => [id, stock.onHand]));
  const kept = await keptForOthers(tx, [...onHand.keys()], orderId, paidAt);
  const missing = shortages(owed, withoutKept(onHand, kept));
  if (missing.length > 0) return { ok: false, shortages: missing };
  await changeOnHand(tx, owed, -1, { reason: "sale", who: "store", orderId });
  await tx
    .update(stockHolds)
    .set({ status: "sold" })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "owed")));
  return { ok: true };
}

async function keptForOthers(
  tx: Transaction,
  ids: readonly VariantId[],
  orderId: OrderId,
  paidAt: Date,
): Promise<Map<VariantId, number>> {
  const isOwedLonger = and(eq(stockHolds.status, "owed"), lt(orders.paidAt, paidAt));
  const rows = await tx
    .select({ variantId: stockHolds.variantId, quantity: sql<number>`sum(${stockHolds.quantity})::int` })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(
      and(
        inArray(stockHolds.variantId, [...ids]),
        ne(stockHolds.orderId, orderId),
        or(isKeptWhilePaying, isOwedLonger),
      ),
    )
    .groupBy(stockHolds.variantId);
  return new Map(rows.map(({ variantId, quantity }) => [variantId, quantity]));
}

/**
 * Puts pieces of an order back on sale, each at most once.
 * @param wanted which; more than the order still has are left out
 * @returns how many pieces
 */
export async function restock(
  tx: Transaction,
  orderId: OrderId,
  wanted: "all" | readonly StockLine[],
  cause: { who: string; reference?: string; note?: string } = { who: "merchant" },
): Promise<number> {
  const sold = await tx
    .select({
      variantId: stockHolds.variantId,
      quantity: sql<number>`${stockHolds.quantity} - ${stockHolds.restocked}`,
    })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "sold")));
  const back = wanted === "all" ? sold : fewer(sold, wanted);
  await lockVariants(tx, back);
  await changeOnHand(tx, back, 1, { reason: "return", orderId, ...cause });
  for (const { variantId, quantity } of back) {
    const restocked = sql`${stockHolds.restocked} + ${quantity}`;
    await tx
      .update(stockHolds)
      .set({
        restocked,
        status: sql`case when ${restocked} = ${stockHolds.quantity} then 'restocked' else ${stockHolds.status} end`,
      })
      .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.variantId, variantId)));
  }
  return back.reduce((sum, { quantity }) => sum + quantity, 0);
}
