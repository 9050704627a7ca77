import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { balanceTransactions, orders, paymentAttempts, payouts } from "@/lib/db/schema";
import { type GroupSums, groupSums, netOf } from "./groups";

const PAYOUTS_PAGE = 50;
const MOVEMENTS_PAGE = 100;

export type PayoutRow = typeof payouts.$inferSelect;

/** A page of payouts, the newest first. `after` is the last one of the page before. */
export async function listPayouts(db: Database, after: string | null, size = PAYOUTS_PAGE) {
  const [last] = after ? await db.select().from(payouts).where(eq(payouts.stripeId, after)) : [];
  const rows = await db
    .select()
    .from(payouts)
    .where(
      last &&
        sql`(${payouts.createdAt}, ${payouts.stripeId}) < (${last.createdAt.toISOString()}::timestamptz, ${last.stripeId})`,
    )
    .orderBy(desc(payouts.createdAt), desc(payouts.stripeId))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const listed = page.map((payout) => ({ payout, groups: payout.contents && groupSums(payout.contents) }));
  return { payouts: listed, after: rows.length > size ? (page.at(-1)?.stripeId ?? null) : null };
}

/** `unexplained`: minor units of the payout that its movements don't add up to; null while they are not read. */
type OnePayout = { payout: PayoutRow; groups: GroupSums | null; unexplained: number | null };

export async function readPayout(db: Database, id: string): Promise<OnePayout | null> {
  const [payout] = await db.select().from(payouts).where(eq(payouts.stripeId, id));
  if (!payout) return null;
  const groups = payout.contents && groupSums(payout.contents);
  return { payout, groups, unexplained: groups && payout.amount - netOf(groups) };
}

export type Movement = typeof balanceTransactions.$inferSelect & { orderNumber: string | null };

/** A page of the movements that `which` finds, oldest first, each with its order. `after` is the last one of the page before. */
export async function listMovements(
  db: Database,
  which: SQL | undefined,
  after: string | null,
  size = MOVEMENTS_PAGE,
): Promise<{ movements: Movement[]; after: string | null }> {
  const [last] = after
    ? await db.select().from(balanceTransactions).where(eq(balanceTransactions.stripeId, after))
    : [];
  const rows = await db
    .select({ movement: balanceTransactions, orderNumber: orders.number })
    .from(balanceTransactions)
    .leftJoin(paymentAttempts, eq(paymentAttempts.paymentIntentId, balanceTransactions.paymentIntentId))
    .leftJoin(orders, eq(orders.id, paymentAttempts.orderId))
    .where(
      and(
        which,
        last &&
          sql`(${balanceTransactions.createdAt}, ${balanceTransactions.stripeId}) > (${last.createdAt.toISOString()}::timestamptz, ${last.stripeId})`,
      ),
    )
    .orderBy(asc(balanceTransactions.createdAt), asc(balanceTransactions.stripeId))
    .limit(size + 1);
  const page = rows.slice(0, size).map(({ movement, orderNumber }) => ({ ...movement, orderNumber }));
  return { movements: page, after: rows.length > size ? (page.at(-1)?.stripeId ?? null) : null };
}

/** What is in a payout, without the movement of the payout itself. */
export const isInPayout = (id: string): SQL | undefined =>
  and(eq(balanceTransactions.payoutId, id), sql`${balanceTransactions.sourceId} is distinct from ${id}`);
