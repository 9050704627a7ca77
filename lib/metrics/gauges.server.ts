import "server-only";
import { and, count, isNotNull, isNull, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, outboxJobs } from "@/lib/db/schema";
import { readiness } from "@/lib/health/readiness.server";
import type { OrderStatus } from "@/lib/model/order";
import type { Reading } from "@/lib/telemetry/metrics";
import { countParked } from "@/lib/webhooks/sweep.server";

/** States in which an order waits for somebody. In the others orders stay, so to count those would read the whole past. */
const WAITS: Record<OrderStatus, boolean> = {
  open: true,
  processing: true,
  paid: true,
  awaiting_stock: true,
  shipped: false,
  payment_failed: false,
  expired: false,
  canceled: false,
  partially_refunded: false,
  refund_pending: true,
  refunded: false,
  disputed: true,
  charged_back: false,
  needs_attention: true,
};
const WAITING = (Object.keys(WAITS) as OrderStatus[]).filter((status) => WAITS[status]);

/** A shop that never marks its orders as sent has all of them in `paid`. */
const MOST_COUNTED = 10_000;

/** The gauges, from the database's indexes alone: each read costs the same, however old the shop is. */
export async function readGauges(): Promise<Reading[]> {
  const [states, { parts }, parked, dead] = await Promise.all([
    ordersByState(),
    readiness(["events", "jobs"]),
    countParked(),
    deadJobs(),
  ]);
  const one = (gauge: Reading["gauge"], value: number | undefined): Reading[] =>
    value === undefined ? [] : [{ gauge, labels: {}, value }];
  return [
    ...states,
    ...one("store.events.oldest_age", parts.events?.oldestSeconds),
    ...one("store.events.overdue", parts.events?.waitingSeconds),
    ...one("store.events.parked", parked),
    ...one("store.jobs.oldest_age", parts.jobs?.oldestSeconds),
    ...one("store.jobs.overdue", parts.jobs?.waitingSeconds),
    ...one("store.jobs.dead", dead),
  ];
}

/** In the order of the index, which makes PostgreSQL use it: without an order it may read the whole table for a state that few orders have. */
async function ordersByState(): Promise<Reading[]> {
  const states = sql.join(
    WAITING.map((state) => sql`(${state}::text)`),
    sql`, `,
  );
  const { rows } = await db().execute<{ state: string; value: number }>(sql`
    select state, (
      select count(*) from (
        select from ${orders} where ${orders.status} = state order by ${orders.createdAt} limit ${MOST_COUNTED}
      ) as counted
    )::int as value
    from (values ${states}) as asked (state)
  `);
  return rows.map(({ state, value }) => ({ gauge: "store.orders", labels: { state }, value }));
}

async function deadJobs(): Promise<number> {
  const [row] = await db()
    .select({ dead: count() })
    .from(outboxJobs)
    .where(and(isNull(outboxJobs.doneAt), isNotNull(outboxJobs.deadAt)));
  return row?.dead ?? 0;
}
