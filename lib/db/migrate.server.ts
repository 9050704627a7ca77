import "server-only";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { connect, type Database } from "./client";

export const MIGRATIONS = fileURLToPath(new URL("../../drizzle", import.meta.url));

const MIGRATION_LOCK = 5_117_082;

/** Brings the database up to date; two runs at once take turns. Safe to repeat. */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection only, because the lock belongs to its session.
  const db = connect(url, 1);
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(db, { migrationsFolder: MIGRATIONS });
    await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    await db.$client.end();
  }
}

export async function missingMigrations(db: Database): Promise<number> {
  const all = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const { rows: found } = await db.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!found[0]?.there) return all.length;
  const { rows } = await db.execute<{ last: string | null }>(
    sql`select max(created_at) as last from drizzle.__drizzle_migrations`,
  );
  const last = Number(rows[0]?.last ?? 0);
  return all.filter(({ folderMillis }) => folderMillis > last).length;
}
