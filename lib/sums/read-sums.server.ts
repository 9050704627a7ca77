import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import type { SumTopic } from "@/lib/db/schema";
import { piecesOf, quarterHourOf, type Span } from "./pieces";

type Asked = {
  /** Cut at quarters of an hour. */
  spans: readonly Span[];
  topics: readonly SumTopic[];
  /** As the sums have them. */
  currencies: readonly string[];
};

/** `span` is the span's place in what was asked; `amount` is minor units. */
export type KeptSum = { span: number; topic: SumTopic; key: string; count: number; amount: number };

/** What happened in each span, also a moment ago. How many rows are read depends on the spans, not on how many orders there are. */
export function readSums(asked: Asked): Promise<KeptSum[]> {
  return read(asked, sql`key`);
}

/** As `readSums`, over all keys. */
export function readTotals(asked: Asked): Promise<KeptSum[]> {
  return read(asked, sql`''`);
}

async function read({ spans, topics, currencies }: Asked, key: ReturnType<typeof sql>): Promise<KeptSum[]> {
  const pieces = spans.flatMap(({ first, end }, span) =>
    piecesOf({ first: quarterHourOf(first), end: quarterHourOf(end) }).map((piece) => ({ ...piece, span })),
  );
  if (pieces.length === 0) return [];
  const times = (dates: Date[]) => sql`${sql.param(dates.map((date) => date.toISOString()))}::timestamptz[]`;
  const chosen = sql`topic = any(${sql.param([...topics])}::text[]) and currency = any(${sql.param([...currencies])}::text[])
    and at >= piece.first and at < piece.stop`;
  const { rows } = await db().execute<Record<"span" | "topic" | "key" | "count" | "amount", string>>(sql`
    with pieces as (
      select * from unnest(${sql.param(pieces.map(({ span }) => span))}::int[], ${sql.param(pieces.map(({ grain }) => grain))}::text[],
        ${times(pieces.map(({ first }) => first))}, ${times(pieces.map(({ end }) => end))}) as piece (span, grain, first, stop)
    )
    select span, topic, key, sum(count)::text as count, sum(amount)::text as amount from (
      select span, found.* from pieces as piece cross join lateral (
        select topic, ${key} as key, sum(count) as count, sum(amount) as amount from shop_sums
        where grain = piece.grain and ${chosen} group by 1, 2
      ) as found
      union all
      select span, topic, ${key}, count, amount from pieces as piece join shop_sum_changes on ${chosen}
    ) as all_found group by 1, 2, 3 having sum(count) <> 0 or sum(amount) <> 0`);
  return rows.map((row) => ({
    span: Number(row.span),
    topic: row.topic as SumTopic,
    key: row.key,
    count: Number(row.count),
    amount: Number(row.amount),
  }));
}
