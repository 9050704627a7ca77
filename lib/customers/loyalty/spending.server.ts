import "server-only";
import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { countedAmountColumn, countsForHistory } from "@/lib/discounts/history.server";
import { type DaySpending, startOf } from "./tier";

const SECONDS_A_DAY = 86_400;

/** An account's spending by day, from `from` on, so at most one row per day. It is read from the index alone. */
export async function readSpending(
  q: Queryable,
  { customerId, currency, from }: { customerId: CustomerId; currency: Currency; from: number },
): Promise<DaySpending[]> {
  const day = sql<number>`floor(extract(epoch from ${orders.paidAt}) / ${sql.raw(String(SECONDS_A_DAY))})::int`;
  return q
    .select({ day, amount: sql`sum(${countedAmountColumn})`.mapWith(Number) })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        eq(orders.currency, currency),
        gte(orders.paidAt, startOf(from)),
        countsForHistory(),
      ),
    )
    .groupBy(day);
}

export async function lastOrderOf(
  q: Queryable,
  { customerId, currency, day }: { customerId: CustomerId; currency: Currency; day: number },
): Promise<OrderId | null> {
  const [found] = await q
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        eq(orders.currency, currency),
        gte(orders.paidAt, startOf(day)),
        lt(orders.paidAt, startOf(day + 1)),
        countsForHistory(),
      ),
    )
    .orderBy(desc(orders.paidAt))
    .limit(1);
  return found?.id ?? null;
}
