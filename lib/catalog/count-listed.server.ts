import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";

/** Counts end one beyond, since a shop of any size is asked about. */
export const MOST_LISTED = 10_000;

/** The number of goods that shoppers see, or `MOST_LISTED + 1`. */
export async function countListed(q: Queryable): Promise<number> {
  const { rows } = await q.execute<{ count: number }>(
    sql`select count(*)::int as count from (
      select from listings where list = 'all' and published_at <= now() limit ${MOST_LISTED + 1}) as counted`,
  );
  return rows[0]?.count ?? 0;
}
