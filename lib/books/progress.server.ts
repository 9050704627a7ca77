import "server-only";
import { eq, min, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import {
  type BooksList,
  balanceChecks,
  balanceDays,
  balanceTransactions,
  booksProgress,
  orders,
} from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";

/** The account may be a little older than the store's first order. */
const BEFORE_FIRST_ORDER_SECONDS = 60 * 60;

type BooksProgress = typeof booksProgress.$inferSelect;

export async function readProgress(db: Database, list: BooksList): Promise<BooksProgress> {
  const own = () => db.select().from(booksProgress).where(eq(booksProgress.list, list));
  const [known] = await own();
  if (known) return known;
  const [first] = await db.select({ at: min(orders.createdAt) }).from(orders);
  const began = (first?.at ?? new Date()).getTime() - BEFORE_FIRST_ORDER_SECONDS * 1000;
  await db
    .insert(booksProgress)
    .values({ list, since: new Date(began) })
    .onConflictDoNothing();
  const [made] = await own();
  if (!made) throw new Error(`the progress of ${list} could not be recorded`);
  return made;
}

export async function moveProgress(
  db: Database,
  list: BooksList,
  to: Partial<Pick<BooksProgress, "settledId" | "completedAt">>,
): Promise<void> {
  await db.update(booksProgress).set(to).where(eq(booksProgress.list, list));
}

/** Begins to read both lists again from an earlier time on; a later one changes nothing. */
export async function beginEarlier(db: Database, since: Date): Promise<void> {
  for (const list of ["payouts", "transactions"] as const) {
    const known = await readProgress(db, list);
    if (known.since <= since) continue;
    await inTransaction(db, async (tx) => {
      await tx
        .update(booksProgress)
        .set({ since, settledId: null, completedAt: null })
        .where(eq(booksProgress.list, list));
      if (list === "payouts") return;
      await tx.execute(sql`
        insert into ${balanceDays} (currency, day, net, count)
        select currency, (created_at at time zone 'UTC')::date, sum(net), count(*) from ${balanceTransactions}
        where created_at >= ${since.toISOString()} and created_at < ${known.since.toISOString()}
        group by 1, 2
        on conflict (currency, day) do update
        set net = ${balanceDays.net} + excluded.net, count = ${balanceDays.count} + excluded.count`);
      // What was in the balance before the first movement is worked out anew.
      await tx.delete(balanceChecks);
    });
  }
}
