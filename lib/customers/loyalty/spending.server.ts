import "server-only";
import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import { inOwn, soldCurrencies } from "@/lib/currencies/sold";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { countedAmountColumn, countsForHistory } from "@/lib/discounts/history.server";
import { type DaySpending, startOf } from "./tier";

const SECONDS_A_DAY = 86_400;

/**
 * An account's spending by day, from `from` on, in the store's own currency: that of others at today's rate, of which there are a few rows a day at most. It
 * is read from the index alone.
 */
export async function readSpending(
  q: Queryable,
  { customerId, from }: { customerId: CustomerId; from: number },
): Promise<DaySpending[]> {
  const day = sql<number>`floor(extract(epoch from ${orders.paidAt}) / ${sql.raw(String(SECONDS_A_DAY))})::int`;
  const rows = await q
    .select({ day, currency: orders.currency, amount: sql`sum(${countedAmountColumn})`.mapWith(Number) })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        inArray(orders.currency, soldCurrencies()),
        gte(orders.paidAt, startOf(from)),
        countsForHistory(),
      ),
    )
    .groupBy(day, orders.currency);
  return rows.map((row) => ({ day: row.day, amount: inOwn(row.amount, row.currency) ?? 0 }));
}

export async function lastOrderOf(
  q: Queryable,
  { customerId, day }: { customerId: CustomerId; day: number },
): Promise<OrderId | null> {
  const [found] = await q
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        inArray(orders.currency, soldCurrencies()),
        gte(orders.paidAt, startOf(day)),
        lt(orders.paidAt, startOf(day + 1)),
        countsForHistory(),
      ),
    )
    .orderBy(desc(orders.paidAt))
    .limit(1);
  return found?.id ?? null;
}
