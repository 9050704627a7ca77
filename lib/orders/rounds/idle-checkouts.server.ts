import "server-only";
import { and, asc, desc, eq, ne, notInArray, or, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { db, type Queryable } from "@/lib/db/client";
import { orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import {
  checkStockWithoutLock,
  isIdle,
  markCheckoutActive,
  type StockCheck,
  type WantedStock,
} from "@/lib/inventory/stock.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { Source } from "@/lib/limits/source.server";
import { endAttempt } from "@/lib/orders/attempts/end-attempt.server";
import { isUnderWay } from "@/lib/orders/attempts/under-way.server";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { expireUnreachableOrder } from "@/lib/orders/settle/settle.server";

type Options = {
  limit: number;
  wanted: WantedStock;
  wantedBy: Shopper;
};

/**
 * Ends idle checkouts of other shoppers one by one until there is room, or none if ending all would not be enough. For missing
 * stock, checkouts of the shopper's own address come first, then the longest idle; for a limit of an address or network, only its
 * own are ended. Checkouts stay when their payment is under way or can't be read.
 * @returns how many were ended
 */
export async function endIdleCheckouts({ limit, wanted, wantedBy }: Options): Promise<number> {
  const looked: OrderId[] = [];
  let ended = 0;
  while (looked.length < limit) {
    const blocking = await nextBlockingCheckout(wanted, wantedBy, looked);
    if (!blocking) break;
    looked.push(blocking);
    try {
      if (await end(blocking)) ended += 1;
    } catch (error) {
      log.error(`the idle checkout of ${blocking} could not be ended: ${describeError(error)}`);
    }
  }
  return ended;
}

async function nextBlockingCheckout(
  wanted: WantedStock,
  wantedBy: Shopper,
  looked: readonly OrderId[],
): Promise<OrderId | undefined> {
  const room = await checkStockWithoutLock(db(), wanted);
  if (!isLacking(room) || isLacking(await checkStockWithoutLock(db(), wanted, { ignoreIdle: true })))
    return undefined;
  const { from } = wanted;
  const own = from ? eq(orders.openedFrom, from.address) : sql`false`;
  const [next] = await db()
    .select({ orderId: orders.id })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(
      and(
        isIdle,
        holdsMissingGoods(room, from),
        ne(orders.cartId, wanted.cartId),
        wantedBy.cartId ? ne(orders.cartId, wantedBy.cartId) : undefined,
        notInArray(orders.id, [...wantedBy.openedOrders, ...looked]),
      ),
    )
    .groupBy(orders.id)
    .orderBy(desc(sql`coalesce(${own}, false)`), asc(sql`min(${stockHolds.updatedAt})`))
    .limit(1);
  return next?.orderId;
}

const isLacking = ({ shortages, heldTooMuch }: StockCheck) => shortages.length + heldTooMuch.length > 0;

function holdsMissingGoods({ shortages, heldTooMuch }: StockCheck, from: Source | null | undefined) {
  const short = shortages.map(({ variantId }) => eq(stockHolds.variantId, variantId));
  const tooMuch = heldTooMuch.map(({ variantId, scope }) => {
    const origin = scope === "address" ? orders.openedFrom : orders.openedFromNetwork;
    return and(eq(stockHolds.variantId, variantId), from ? eq(origin, from[scope]) : sql`false`);
  });
  return or(...short, ...tooMuch);
}

async function end(orderId: OrderId): Promise<boolean> {
  const [open] = await db()
    .select({ attemptId: paymentAttempts.stripeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  if (!open) return expireUnreachableOrder(orderId, { onlyIf: (tx) => isStillIdle(tx, orderId) });
  const attemptId = open.attemptId as AttemptId;
  if (await isUnderWay(attemptId)) {
    await markActive(orderId);
    return false;
  }
  // The checkout's shopper may have come back while Stripe was asked.
  return (await isStillIdle(db(), orderId)) && !(await endAttempt({ orderId, attemptId }));
}

/** Marks a checkout as active, because Stripe says that its payment is under way. */
async function markActive(orderId: OrderId): Promise<void> {
  await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status === "open") await markCheckoutActive(tx, orderId);
  });
}

async function isStillIdle(q: Queryable, orderId: OrderId): Promise<boolean> {
  const idle = await q
    .select({ id: orders.id })
    .from(stockHolds)
    .innerJoin(orders, eq(orders.id, stockHolds.orderId))
    .where(and(isIdle, eq(stockHolds.orderId, orderId)))
    .limit(1);
  return idle.length > 0;
}
