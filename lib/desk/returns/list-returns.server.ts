import "server-only";
import { and, asc, desc, eq, gt, inArray, lt, type SQL } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, returns } from "@/lib/db/schema";
import { WAITING_RETURNS } from "@/lib/orders/returns/transitions";

export const RETURN_FILTERS = ["waiting", "accepted", "ended"] as const;
type ReturnFilter = (typeof RETURN_FILTERS)[number];

const PAGE_SIZE = 50;

export const readReturnFilter = (value: unknown): ReturnFilter =>
  RETURN_FILTERS.find((known) => known === value) ?? "waiting";

const STATES = {
  waiting: [...WAITING_RETURNS],
  accepted: ["accepted" as const],
  ended: ["refunded" as const, "closed" as const, "declined" as const, "withdrawn" as const],
};

/** A page of returns. What waits begins with the oldest, what has ended with the newest. `after` is the last one of the page before. */
export async function listReturns(filter: ReturnFilter, after: number | null, size = PAGE_SIZE) {
  const isEnded = filter === "ended";
  const place: SQL | undefined =
    after === null ? undefined : isEnded ? lt(returns.id, after) : gt(returns.id, after);
  const rows = await db()
    .select({
      ...{ id: returns.id, status: returns.status, reason: returns.reason, lines: returns.lines },
      ...{ askedAt: returns.askedAt, number: orders.number, person: orders.customerName },
    })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(and(inArray(returns.status, STATES[filter]), place))
    .orderBy(isEnded ? desc(returns.id) : asc(returns.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return {
    returns: page.map(({ lines, ...row }) => ({
      ...row,
      pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
    after: rows.length > size ? (page.at(-1)?.id ?? null) : null,
  };
}
