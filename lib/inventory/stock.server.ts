import "server-only";
import { and, eq, gt, inArray, isNull, lt, ne, not, or, type SQL, sql } from "drizzle-orm";
import type { CartId, OrderId, VariantId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { orders, paymentAttempts, paymentConfirmations, stockHolds, variants } from "@/lib/db/schema";
import { IDLE_SECONDS } from "@/lib/limits/bounds";
import type { Source } from "@/lib/limits/source.server";
import {
  type HeldScope,
  type HeldTooMuch,
  heldTooMuch,
  type Shortage,
  type StockLine,
  shortages,
} from "./stock-arithmetic";

/**
 * A payment of the hold's order that Stripe may have taken by now: one that was not seen to be over, or a charge whose answer was lost. Goods
 * whose hold has run out stay kept for it until Stripe was asked (`endExpiredPayments`).
 */
const mayHaveBeenPaid = sql`(
  exists (select from ${paymentAttempts} where ${paymentAttempts.orderId} = ${stockHolds.orderId}
    and ${paymentAttempts.status} in ('open', 'processing'))
  or exists (select from ${paymentConfirmations} where ${paymentConfirmations.orderId} = ${stockHolds.orderId}
    and ${paymentConfirmations.status} in ('sent', 'lost'))
)`;

/** The hold has not expired. */
export const isHoldLive = or(isNull(stockHolds.expiresAt), gt(stockHolds.expiresAt, sql`now()`));

/** Holds of orders that are being paid, whose goods nobody else may have. */
export const isKeptWhilePaying = and(eq(stockHolds.status, "held"), or(isHoldLive, mayHaveBeenPaid));

/** Stock that others can't buy: held for an order that is being paid, or owed to a paid one. */
const isKeptForOthers = or(eq(stockHolds.status, "owed"), isKeptWhilePaying);

/** A confirmation of the hold's order runs, or nobody knows whether it was charged. */
const isBeingConfirmed = sql`exists (
  select from ${paymentConfirmations} where ${paymentConfirmations.orderId} = ${stockHolds.orderId}
    and (${paymentConfirmations.status} in ('sent', 'lost')
      or (${paymentConfirmations.status} = 'reviewed' and ${paymentConfirmations.runsUntil} > now()))
)`;

/**
 * Nobody has touched the checkout for a while, nor is it being paid as far as the database knows: its goods are somebody else's who wants
 * them. Whether a payment is under way at Stripe is asked before it is ended (`endIdleCheckouts`).
 */
export const isIdle = and(
  eq(stockHolds.status, "held"),
  eq(orders.status, "open"),
  lt(stockHolds.updatedAt, sql`now() - make_interval(secs => ${IDLE_SECONDS})`),
  not(isBeingConfirmed),
);

type StockOf = {
  onHand: number;
  /** On hand, less what is kept for others. */
  available: number;
  /** What unpaid checkouts of other carts keep, opened from this address and this network. */
  heldFrom: Record<HeldScope, number>;
};

type StockViewer = {
  /** Whose own unpaid orders do not count against it: a new checkout takes their place. */
  exceptCartId?: CartId | undefined;
  from?: Source | null | undefined;
  /** Idle checkouts count as gone: for who looks around. They are ended when somebody goes on to pay. */
  ignoreIdle?: boolean;
};

async function readStock(
  q: Queryable,
  variantIds: readonly VariantId[],
  { exceptCartId, from, ignoreIdle }: StockViewer,
): Promise<Map<VariantId, StockOf>> {
  if (variantIds.length === 0) return new Map();
  const unpaidFrom = (origin: SQL | undefined) =>
    sql<number>`coalesce(sum(${stockHolds.quantity}) filter (where ${and(eq(orders.status, "open"), origin)}), 0)`;
  const held = q
    .select({
      variantId: stockHolds.variantId,
      quantity: sql<number>`sum(${stockHolds.quantity})`.as("held"),
      fromAddress: unpaidFrom(from ? eq(orders.openedFrom, from.address) : sql`false`).as("from_address"),
      fromNetwork: unpaidFrom(from ? eq(orders.openedFromNetwork, from.network) : sql`false`).as(
        "from_network",
      ),
    })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(
      and(
        inArray(stockHolds.variantId, [...variantIds]),
        isKeptForOthers,
        exceptCartId ? or(ne(orders.cartId, exceptCartId), ne(orders.status, "open")) : undefined,
        ignoreIdle && isIdle ? not(isIdle) : undefined,
      ),
    )
    .groupBy(stockHolds.variantId)
    .as("held_stock");
  const rows = await q
    .select({
      id: variants.id,
      onHand: variants.onHand,
      available: sql<number>`greatest(0, ${variants.onHand} - coalesce(${held.quantity}, 0))::int`,
      address: sql<number>`coalesce(${held.fromAddress}, 0)::int`,
      network: sql<number>`coalesce(${held.fromNetwork}, 0)::int`,
    })
    .from(variants)
    .leftJoin(held, eq(held.variantId, variants.id))
    .where(inArray(variants.id, [...variantIds]));
  return new Map(rows.map(({ id, onHand, available, ...heldFrom }) => [id, { onHand, available, heldFrom }]));
}

const availableOf = (stock: ReadonlyMap<VariantId, StockOf>) =>
  new Map(Array.from(stock, ([id, { available }]) => [id, available]));

/**
 * What can still be bought of each variant: on hand, less what is kept for other shoppers. With `exceptCartId`, holds of
 * that cart's own unpaid orders do not count against it.
 */
export async function availableStock(
  q: Queryable,
  variantIds: readonly VariantId[],
  exceptCartId?: CartId,
): Promise<Map<VariantId, number>> {
  return availableOf(await readStock(q, variantIds, { exceptCartId, ignoreIdle: true }));
}

/**
 * What is missing for a cart to have these lines; none means `holdStock` may follow in the same transaction, as the variants are
 * locked.
 */
export async function findShortages(
  tx: Transaction,
  cartId: CartId,
  lines: readonly StockLine[],
): Promise<Shortage[]> {
  return (await checkStock(tx, { cartId, lines })).shortages;
}

/** The lines that a cart or an order needs, and where the request comes from. */
export type WantedStock = { cartId: CartId; lines: readonly StockLine[]; from?: Source | null | undefined };

export type StockCheck = { shortages: Shortage[]; heldTooMuch: HeldTooMuch[] };

/**
 * Locks the variants, then says what is missing, and of which variants the shopper's address or network already holds
 * too many in unpaid checkouts (`HELD_BOUNDS`).
 */
export async function checkStock(tx: Transaction, wanted: WantedStock): Promise<StockCheck> {
  await lockVariants(tx, wanted.lines);
  return checkStockWithoutLock(tx, wanted);
}

/** The same without locking, so it may be out of date a moment later. `ignoreIdle`: counts as if all idle checkouts of others had ended. */
export async function checkStockWithoutLock(
  q: Queryable,
  { cartId, lines, from }: WantedStock,
  { ignoreIdle = false } = {},
): Promise<StockCheck> {
  const ids = lines.map((line) => line.variantId);
  const stock = await readStock(q, ids, { exceptCartId: cartId, from, ignoreIdle });
  return {
    shortages: shortages(lines, availableOf(stock)),
    heldTooMuch: lines.flatMap((line) => {
      const known = stock.get(line.variantId);
      return known ? heldTooMuch(line, known) : [];
    }),
  };
}

/** Keeps stock for an order until `expiresAt`, in place of what that order held before. After `findShortages`. */
export async function holdStock(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly StockLine[],
  expiresAt: Date,
): Promise<void> {
  await tx.delete(stockHolds).where(eq(stockHolds.orderId, orderId));
  await tx.insert(stockHolds).values(lines.map((line) => ({ ...line, orderId, expiresAt })));
}

/** Records that the shopper is active, so that the checkout does not count as idle. Call it with the order locked. */
export async function markCheckoutActive(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(stockHolds)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "held")));
}

/** A delayed payment is on its way, so its goods are held without an end. */
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
 * the same if the stock is there; else nothing is taken, nor kept, and the shortage is told.
 */
export async function sellStock(
  tx: Transaction,
  order: { orderId: OrderId; cartId: CartId },
  lines: readonly StockLine[],
): Promise<{ ok: true } | { ok: false; shortages: Shortage[] }> {
  const ids = await lockVariants(tx, lines);
  // What is kept for the order has already been counted against everyone else; else others' holds come first.
  const sellable = (await isKept(tx, order.orderId))
    ? await onHand(tx, ids)
    : availableOf(await readStock(tx, ids, { exceptCartId: order.cartId }));
  const missing = shortages(lines, sellable);
  if (missing.length > 0) {
    await releaseHold(tx, order.orderId);
    return { ok: false, shortages: missing };
  }

  await changeOnHand(tx, lines, -1);
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

/**
 * Whoever takes stock away, or counts on what is left, comes one after the other. Rows that only refer to a variant, as a cart's line
 * does, do not wait for it.
 */
export async function lockVariants(tx: Transaction, lines: readonly StockLine[]): Promise<VariantId[]> {
  const ids = lines.map((line) => line.variantId);
  keepLockOrder(tx, "variant", ids);
  await tx
    .select({ id: variants.id })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("no key update");
  return ids;
}

/** Takes locked variants' pieces away, or puts them back. */
export async function changeOnHand(
  tx: Transaction,
  lines: readonly StockLine[],
  direction: 1 | -1,
): Promise<void> {
  for (const { variantId, quantity } of lines) {
    await tx
      .update(variants)
      .set({ onHand: sql`${variants.onHand} + ${direction * quantity}` })
      .where(eq(variants.id, variantId));
  }
}

export async function onHand(tx: Transaction, ids: readonly VariantId[]): Promise<Map<VariantId, number>> {
  const rows = await tx
    .select({ id: variants.id, onHand: variants.onHand })
    .from(variants)
    .where(inArray(variants.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.onHand]));
}

/** Read outside the transaction, so it sees the order's payments as others do. */
async function isKept(tx: Transaction, orderId: OrderId): Promise<boolean> {
  const wasBegun = sql`exists (select from ${paymentAttempts}
    where ${paymentAttempts.orderId} = ${stockHolds.orderId} and ${paymentAttempts.createdAt} < now())`;
  const rows = await tx
    .select({ id: stockHolds.variantId })
    .from(stockHolds)
    .where(
      and(
        eq(stockHolds.orderId, orderId),
        eq(stockHolds.status, "held"),
        or(isHoldLive, mayHaveBeenPaid, wasBegun),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
