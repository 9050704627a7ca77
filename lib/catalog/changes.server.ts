import "server-only";
import { sql } from "drizzle-orm";
import { type Database, db } from "@/lib/db/client";

type Seen = { mark: string; ids: number[] };

/**
 * All before the mark has ended; a transaction from the mark on may still write with a lower id than others did. The mark is that of the whole server: another
 * database's long transaction holds it back.
 */
async function look(q: Database, since: string | null): Promise<Seen> {
  const { rows } = await q.execute<Seen>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as mark, coalesce((
      select json_agg(id) from catalog_changes where transaction >= coalesce(${since}::xid8, pg_snapshot_xmin(pg_current_snapshot()))), '[]') as ids`,
  );
  const [seen] = rows;
  if (!seen) throw new Error("the database said nothing");
  return seen;
}

/**
 * Watches what changes of the goods, whoever writes it. Each call of `watch` calls `renew` when something new was committed since the last one, with the
 * transaction from which on it may be. When `renew` fails, the next call finds the same.
 */
export function catalogueWatcher(q: Database = db()) {
  let last: Seen | null = null;
  return async (renew: (since: string) => Promise<void>): Promise<void> => {
    const now = await look(q, last?.mark ?? null);
    if (last) {
      const known = new Set(last.ids);
      if (now.ids.some((id) => !known.has(id))) await renew(last.mark);
    }
    last = now;
  };
}

/** The tags of what has changed since a transaction. */
export async function tagsChangedSince(q: Database, since: string): Promise<string[]> {
  const { rows } = await q.execute<{ tag: string }>(
    sql`select distinct tag from catalog_changes where transaction >= ${since}::xid8`,
  );
  return rows.map(({ tag }) => tag);
}
