import "server-only";
import { and, asc, count, desc, eq, gte, isNull, type SQL, sql } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { disputes, orders } from "@/lib/db/schema";
import type { DisputeOutcome } from "@/lib/model/order";

export const DISPUTE_FILTERS = ["open", "won", "lost", "closed"] as const;
type DisputeFilter = (typeof DISPUTE_FILTERS)[number];

const PAGE_SIZE = 50;
/** Days that the numbers look back. */
const NUMBERS_DAYS = 365;

export const readDisputeFilter = (value: unknown): DisputeFilter =>
  DISPUTE_FILTERS.find((known) => known === value) ?? "open";

const isOf = (filter: DisputeFilter): SQL | undefined =>
  filter === "open" ? isNull(disputes.outcome) : eq(disputes.outcome, filter);

/** No date is after every date: nothing can be answered there. */
const dueAt = sql`coalesce(${disputes.evidenceDueAt}, 'infinity')`;

/** A page of disputes. The open ones begin with what is due first, the others with the newest. `after` is the last one of the page before. */
export async function listDisputes(filter: DisputeFilter, after: string | null, size = PAGE_SIZE) {
  const [last] = after ? await db().select().from(disputes).where(eq(disputes.stripeId, after)) : [undefined];
  const rows = await db()
    .select({ dispute: disputes, number: orders.number, person: orders.customerName })
    .from(disputes)
    .innerJoin(orders, eq(orders.id, disputes.orderId))
    .where(and(isOf(filter), last && isAfter(filter, last)))
    .orderBy(
      ...(filter === "open"
        ? [asc(dueAt), asc(disputes.stripeId)]
        : [desc(disputes.openedAt), desc(disputes.stripeId)]),
    )
    .limit(size + 1);
  const page = rows.slice(0, size);
  return { disputes: page, after: rows.length > size ? (page.at(-1)?.dispute.stripeId ?? null) : null };
}

function isAfter(filter: DisputeFilter, last: typeof disputes.$inferSelect): SQL {
  return filter === "open"
    ? sql`(${dueAt}, ${disputes.stripeId}) > (coalesce(${last.evidenceDueAt?.toISOString() ?? null}::timestamptz, 'infinity'), ${last.stripeId})`
    : sql`(${disputes.openedAt}, ${disputes.stripeId}) < (${last.openedAt.toISOString()}::timestamptz, ${last.stripeId})`;
}

type DisputeNumbers = {
  open: number;
  outcomes: Record<DisputeOutcome, number>;
  /** Minor units that banks took for good, by currency. */
  taken: { currency: Currency; amount: number }[];
};

/** How many are open, and how those of the last year ended. */
export async function disputeNumbers(): Promise<DisputeNumbers> {
  const [open] = await db().select({ count: count() }).from(disputes).where(isNull(disputes.outcome));
  const ended = await db()
    .select({
      outcome: disputes.outcome,
      currency: disputes.currency,
      count: count(),
      amount: sql<string>`sum(${disputes.amount})`,
    })
    .from(disputes)
    .where(gte(disputes.openedAt, sql`now() - make_interval(days => ${NUMBERS_DAYS})`))
    .groupBy(disputes.outcome, disputes.currency);
  const of = (outcome: DisputeOutcome) =>
    ended.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.count, 0);
  return {
    open: open?.count ?? 0,
    outcomes: { won: of("won"), lost: of("lost"), closed: of("closed") },
    taken: ended
      .filter(({ outcome }) => outcome === "lost")
      .map(({ currency, amount }) => ({ currency, amount: Number(amount) })),
  };
}
