import "server-only";
import { and, asc, eq, inArray, notExists, type SQL, sql } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import type { OrderId } from "@/lib/base/ids";
import { inParallel } from "@/lib/base/in-parallel";
import { log } from "@/lib/base/log.server";
import { isStopping } from "@/lib/base/stopping.server";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { isHoldLive } from "@/lib/inventory/stock.server";
import { resolveRefundRequests } from "@/lib/orders/merchant/refund-order.server";
import { type ReadAhead, readAhead, statusReadAhead } from "@/lib/orders/settle/read-ahead.server";
import { expireUnreachableOrder, settleOrder } from "@/lib/orders/settle/settle.server";
import { type ClaimedAttempt, claimAttempts } from "./claim-attempts.server";
import { endClaimed, hasRunOut } from "./expired-payments.server";
import { sendOwedOrders } from "./owed-orders.server";

/** So many pages at once, and so many orders of each, because they mostly wait for Stripe and the database. */
const PAGES = 4;
const WORKERS = 3;
/** Few enough to be done before the time of a round is over, even when Stripe hangs. */
const PAGE = 25;

/** What a round has to do; every process and every page of it uses the same times, of the database's clock. */
type Reconciliation = {
  /** When the round began. A payment that was checked after it is not checked again. */
  began: Date;
  /** Payments that were checked after this time are left out. */
  before: Date;
};

export async function beginReconciliation(minAgeSeconds: number): Promise<Reconciliation> {
  const { rows } = await db().execute<{ now: string }>(sql`select extract(epoch from now()) * 1000 as now`);
  const began = Number(rows[0]?.now);
  return { began: new Date(began), before: new Date(began - minAgeSeconds * 1000) };
}

/**
 * Reads payments under way from Stripe, oldest check first, and brings their orders up to date. It also ends expired payments and
 * unreachable orders, finds out about lost refunds, and sends owed goods that have arrived. One failure does not stop the rest. Several
 * processes share the work: a payment is claimed before it is read.
 * @param deadline milliseconds since 1970, when nothing more is claimed; what was claimed is finished
 * @returns how many payments and orders were checked
 */
export async function reconcileOrders(
  round: Reconciliation,
  deadline = Number.POSITIVE_INFINITY,
): Promise<number> {
  const isOver = () => Date.now() >= deadline || isStopping();
  let checked = 0;
  const checkPages = async (which: SQL | undefined, check: (page: ClaimedAttempt[]) => Promise<void>) => {
    while (!isOver()) {
      const page = await claimAttempts(which, PAGE);
      if (page.length === 0) return;
      await check(page);
      checked += page.length;
    }
  };
  const checkAll = async (...work: Parameters<typeof checkPages>) => {
    await Promise.all(Array.from({ length: PAGES }, () => checkPages(...work)));
  };
  await checkAll(hasRunOut(round.began), endClaimed);
  await checkAll(sql`${paymentAttempts.checkedAt} < ${round.before.toISOString()}`, settlePage);
  if (!isOver()) checked += await expireUnreachableOrders(deadline);
  if (!isOver()) await resolveRefundRequests();
  if (!isOver()) await sendOwedOrders();
  return checked;
}

async function settlePage(page: ClaimedAttempt[]): Promise<void> {
  const ahead = await readAhead(page).catch((error: unknown) => {
    log.error(`${page.length} payments could not be read: ${describeError(error)}`);
  });
  if (!ahead) return;
  const orderIds = new Set(
    page.filter((attempt) => mayHaveNews(attempt, ahead)).map(({ orderId }) => orderId),
  );
  await inParallel(orderIds, WORKERS, (orderId) => settleOne(orderId, ahead));
}

/** A payment that was open and still is needs no transaction: most are carts that were left. */
function mayHaveNews({ stripeId, status }: ClaimedAttempt, ahead: ReadAhead): boolean {
  return status !== "open" || statusReadAhead(ahead, stripeId) !== "open";
}

async function settleOne(orderId: OrderId, ahead: ReadAhead): Promise<void> {
  await settleOrder(orderId, { ahead }).catch((error: unknown) => {
    log.error(`order ${orderId} could not be reconciled: ${describeError(error)}`);
  });
}

/** Ends open orders without a payment under way or a live hold: their checkout stopped before its session was made. */
async function expireUnreachableOrders(deadline: number): Promise<number> {
  let checked = 0;
  let last: OrderId | undefined;
  do {
    const page: OrderId[] = await unreachableAfter(last);
    await inParallel(page, WORKERS, async (orderId) => {
      await expireUnreachableOrder(orderId);
    });
    checked += page.length;
    last = page.length === PAGE ? page.at(-1) : undefined;
  } while (last && Date.now() < deadline);
  return checked;
}

async function unreachableAfter(last: OrderId | undefined): Promise<OrderId[]> {
  const underWay = db()
    .select({ one: sql`1` })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.orderId, orders.id),
        inArray(paymentAttempts.status, ["open", "processing", "paid"]),
      ),
    );
  const held = db()
    .select({ one: sql`1` })
    .from(stockHolds)
    .where(and(eq(stockHolds.orderId, orders.id), eq(stockHolds.status, "held"), isHoldLive));
  const after =
    last &&
    sql`(${orders.createdAt}, ${orders.id}) > (select known.created_at, known.id from orders known where known.id = ${last})`;
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "open"), after, notExists(underWay), notExists(held)))
    .orderBy(asc(orders.createdAt), asc(orders.id))
    .limit(PAGE);
  return rows.map((row) => row.id);
}
