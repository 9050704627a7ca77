import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import type { SumTopic } from "@/lib/db/schema";
import { piecesOf, quarterHourOf, type Span } from "./pieces";

type TopSum = { key: string; count: number; amount: number };

/** The keys of a topic with the largest amounts in a span. */
export async function readTop(
  topic: SumTopic,
  currency: string,
  { first, end }: Span,
  limit: number,
): Promise<TopSum[]> {
  const whole = { first: quarterHourOf(first), end: quarterHourOf(end) };
  const time = (at: Date) => sql`${at.toISOString()}::timestamptz`;
  const parts = piecesOf(whole).map(
    (piece) => sql`select key, count, amount from shop_sums where topic = ${topic} and currency = ${currency}
      and grain = ${piece.grain} and at >= ${time(piece.first)} and at < ${time(piece.end)}`,
  );
  const changes = sql`select key, count, amount from shop_sum_changes where topic = ${topic} and currency = ${currency}
    and at >= ${time(whole.first)} and at < ${time(whole.end)}`;
  const { rows } = await db().execute<Record<keyof TopSum, string>>(sql`
    select key, sum(count)::text as count, sum(amount)::text as amount from (${sql.join([...parts, changes], sql` union all `)}) as found
    group by key having sum(count) > 0 order by sum(amount) desc, key limit ${limit}`);
  return rows.map(({ key, count, amount }) => ({ key, count: Number(count), amount: Number(amount) }));
}
