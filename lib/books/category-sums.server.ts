import "server-only";
import { count, type SQL, sql } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { balanceTransactions } from "@/lib/db/schema";
import type { CategorySum } from "./groups";

const total = (column: typeof balanceTransactions.amount | typeof balanceTransactions.fee) =>
  sql<string>`sum(${column})`;

/** The movements that `which` finds, added up by currency and category. */
export async function categorySums(
  q: Queryable,
  which: SQL | undefined,
): Promise<(CategorySum & { currency: Currency })[]> {
  const rows = await q
    .select({
      currency: balanceTransactions.currency,
      category: balanceTransactions.category,
      count: count(),
      amount: total(balanceTransactions.amount),
      fee: total(balanceTransactions.fee),
    })
    .from(balanceTransactions)
    .where(which)
    .groupBy(balanceTransactions.currency, balanceTransactions.category);
  return rows.map((row) => ({ ...row, amount: Number(row.amount), fee: Number(row.fee) }));
}
