import "server-only";
import { and, eq, gt, inArray, isNull, lt, ne, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { CartId, OrderId, VariantId } from "@/lib/base/ids";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { orders, paymentAttempts, paymentConfirmations, stockHolds, variants } from "@/lib/db/schema";
import { IDLE_SECONDS } from "@/lib/limits/bounds";
import type { Source } from "@/lib/limits/source.server";
import { changeOnHand } from "./on-hand.server";
import type { ShownStock } from "./shown-stock";
import {
  BEYOND_STOCK,
  type HeldScope,
  type HeldTooMuch,
  heldTooMuch,
  type Shortage,
  type StockLine,
  shortages,
} from "./stock-arithmetic";

/** A payment that Stripe may have taken by now. Its expired hold stays until Stripe was asked (`endExpiredPayments`). */
const mayHaveBeenPaid = sql`(
  exists (select from ${paymentAttempts} where ${paymentAttempts.orderId} = ${stockHolds.orderId}
    and ${paymentAttempts.status} in ('open', 'processing'))
  or exists (select from ${paymentConfirmations} where ${paymentConfirmations.orderId} = ${stockHolds.orderId}
    and ${paymentConfirmations.status} in ('sent', 'lost'))
)`;

export const isHoldLive = or(isNull(stockHolds.expiresAt), gt(stockHolds.expiresAt, sql`now()`));

export const isKeptWhilePaying = and(eq(stockHolds.status, "held"), or(isHoldLive, mayHaveBeenPaid));

const isKeptForOthers = or(eq(stockHolds.status, "owed"), isKeptWhilePaying);

const isBeingConfirmed = sql`exists (
  select from ${paymentConfirmations} where ${paymentConfirmations.orderId} = ${stockHolds.orderId}
    and (${paymentConfirmations.status} in ('sent', 'lost')
      or (${paymentConfirmations.status} = 'reviewed' and ${paymentConfirmations.runsUntil} > now()))
)`;

/** A checkout that nobody is paying, as far as the database knows. Stripe is asked before it is ended (`endIdleCheckouts`). */
export const isIdle = and(
  eq(stockHolds.status, "held"),
  eq(orders.status, "open"),
  lt(stockHolds.updatedAt, sql`now() - make_interval(secs => ${IDLE_SECONDS})`),
  not(isBeingConfirmed),
);

type StockOf = ShownStock & {
  onHand: number;
  /** Pieces in other carts' unpaid checkouts from this address and this network. */
  heldFrom: Record<HeldScope, number>;
};

type StockViewer = {
  /** A cart whose own unpaid orders do not count, because a new checkout replaces them. */
  exceptCartId?: CartId | undefined;
  from?: Source | null | undefined;
  /** Leaves out idle checkouts, for shoppers who only look: those end when somebody goes on to pay. */
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
      backorder: variants.backorder,
      ready: sql<number>`greatest(0, ${variants.onHand} - coalesce(${held.quantity}, 0))::int`,
      address: sql<number>`coalesce(${held.fromAddress}, 0)::int`,
      network: sql<number>`coalesce(${held.fromNetwork}, 0)::int`,
    })
    .from(variants)
    .leftJoin(held, eq(held.variantId, variants.id))
    .where(inArray(variants.id, [...variantIds]));
  return new Map(
    rows.map(({ id, onHand, backorder, ready, ...heldFrom }) => {
      const available = backorder ? BEYOND_STOCK : ready;
      return [id, { onHand, available, ready, heldFrom }];
    }),
  );
}

const availableOf = (stock: ReadonlyMap<VariantId, StockOf>) =>
  new Map(Array.from(stock, ([id, { available }]) => [id, available]));

/** Pieces on hand, less those kept for others. The unpaid orders of `exceptCartId` do not count. */
export async function shownStock(
  q: Queryable,
  variantIds: readonly VariantId[],
  exceptCartId?: CartId,
): Promise<ReadonlyMap<VariantId, ShownStock>> {
  return readStock(q, variantIds, { exceptCartId, ignoreIdle: true });
}

/** How many pieces may be bought. */
export async function availableStock(
  q: Queryable,
  variantIds: readonly VariantId[],
  exceptCartId?: CartId,
): Promise<Map<VariantId, number>> {
  return availableOf(await readStock(q, variantIds, { exceptCartId, ignoreIdle: true }));
}

/** Locks the variants and finds what is missing. When nothing is, `holdStock` may follow in the same transaction. */
export async function findShortages(
  tx: Transaction,
  cartId: CartId,
  lines: readonly StockLine[],
): Promise<Shortage[]> {
  return (await checkStock(tx, { cartId, lines })).shortages;
}

export type WantedStock = { cartId: CartId; lines: readonly StockLine[]; from?: Source | null | undefined };

export type StockCheck = { shortages: Shortage[]; heldTooMuch: HeldTooMuch[] };

/** Locks the variants, then finds missing stock, and variants of which the shopper's address or network holds too many (`HELD_BOUNDS`). */
export async function checkStock(tx: Transaction, wanted: WantedStock): Promise<StockCheck> {
  await lockVariants(tx, wanted.lines);
  return checkStockWithoutLock(tx, wanted);
}

/** Checks stock without locks, so the answer may soon be out of date. `ignoreIdle` counts as if others' idle checkouts had ended. */
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
      // Nobody can hold all of what is sold beyond the stock.
      return known && known.available < BEYOND_STOCK ? heldTooMuch(line, known) : [];
    }),
  };
}

/** Holds stock for an order until `expiresAt`, replacing its earlier holds. Call `findShortages` first, which locks the variants. */
export async function holdStock(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly StockLine[],
  expiresAt: Date,
): Promise<void> {
  await tx.delete(stockHolds).where(eq(stockHolds.orderId, orderId));
  await tx.insert(stockHolds).values(lines.map((line) => ({ ...line, orderId, expiresAt })));
}

/** Records that the shopper is active, so that the checkout does not count as idle. The order must be locked. */
export async function markCheckoutActive(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(stockHolds)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "held")));
}

/** Removes the end of an order's hold, because a delayed payment is under way. */
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

/** Turns an order's hold into a sale. An ended hold is sold too if there is stock; otherwise nothing is taken, and the shortage is returned. */
export async function sellStock(
  tx: Transaction,
  order: { orderId: OrderId; cartId: CartId },
  lines: readonly StockLine[],
): Promise<{ ok: true } | { ok: false; shortages: Shortage[] }> {
  const locked = await lockVariants(tx, lines);
  // An order's own hold was already counted against others; without it, their holds come first.
  const sellable = (await isKept(tx, order.orderId))
    ? new Map(Array.from(locked, ([id, stock]) => [id, stock.backorder ? BEYOND_STOCK : stock.onHand]))
    : availableOf(await readStock(tx, [...locked.keys()], { exceptCartId: order.cartId }));
  const missing = shortages(lines, sellable);
  if (missing.length > 0) {
    await releaseHold(tx, order.orderId);
    return { ok: false, shortages: missing };
  }

  await changeOnHand(tx, lines, -1, { reason: "sale", who: "store", orderId: order.orderId });
  await tx
    .insert(stockHolds)
    .values(
      lines.map((line) => ({ ...line, orderId: order.orderId, status: "sold" as const, expiresAt: null })),
    )
    .onConflictDoUpdate({
      target: [stockHolds.orderId, stockHolds.variantId],
      set: {
        status: "sold",
        expiresAt: null,
        restocked: sql`greatest(0, ${stockHolds.restocked} - excluded.quantity)`,
      },
    });
  return { ok: true };
}

/** Lets go of what an order holds beyond these pieces. The order must be locked. */
export async function keepOnlyHold(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly StockLine[],
): Promise<void> {
  const held = and(eq(stockHolds.orderId, orderId), eq(stockHolds.status, "held"));
  for (const { variantId, quantity } of lines) {
    await tx
      .update(stockHolds)
      .set({ quantity: sql`least(${stockHolds.quantity}, ${quantity})` })
      .where(and(held, eq(stockHolds.variantId, variantId)));
  }
  const kept = lines.map(({ variantId }) => variantId);
  await tx
    .update(stockHolds)
    .set({ status: "released" })
    .where(and(held, kept.length > 0 ? notInArray(stockHolds.variantId, kept) : undefined));
}

/** Locks variants, so that all who change stock or rely on it take turns. Rows that refer to a variant do not wait. */
export async function lockVariants(
  tx: Transaction,
  lines: readonly StockLine[],
): Promise<Map<VariantId, { onHand: number; backorder: boolean }>> {
  const ids = lines.map((line) => line.variantId);
  keepLockOrder(tx, "variant", ids);
  const rows = await tx
    .select({ id: variants.id, onHand: variants.onHand, backorder: variants.backorder })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("no key update");
  return new Map(rows.map(({ id, ...stock }) => [id, stock]));
}

/** Reads in its own query, to see the order's payments as others do. */
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
