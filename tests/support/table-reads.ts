import { sql } from "drizzle-orm";
import { type connect, db as storeDatabase } from "@/lib/db/client";

type Database = ReturnType<typeof connect>;

/** Rows of tables that are read for `work`, and how often one was read whole, by PostgreSQL's own counters. PGlite has none. */
export async function readsOf(db: Database, tables: readonly string[], work: () => Promise<unknown>) {
  const before = await counted(db, tables);
  await work();
  const after = await counted(db, tables);
  return { whole: after.whole - before.whole, rows: after.rows - before.rows };
}

async function counted(db: Database, tables: readonly string[]) {
  for (const { $client: pool } of [db, storeDatabase() as Database]) {
    const connections = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
    for (const connection of connections) await connection.query("select pg_stat_force_next_flush()");
    for (const connection of connections) connection.release();
  }
  const { rows } = await db.execute<{ whole: number; rows: number }>(sql`
    select sum(seq_scan)::int as whole, sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
      from pg_stat_user_tables where relname = any(${sql.param(tables)}::text[])`);
  return rows[0] ?? { whole: Number.NaN, rows: Number.NaN };
}
