import "server-only";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { connect, type Database } from "./client";
import { postgresCode } from "./errors";

export const MIGRATIONS = fileURLToPath(new URL("../../drizzle", import.meta.url));

const MIGRATION_LOCK = 5_117_082;
const INSUFFICIENT_PRIVILEGE = "42501";

/** Brings the database up to date; two runs at once take turns. Safe to repeat. */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection only, because the lock belongs to its session.
  const db = connect(url, 1);
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(db, { migrationsFolder: MIGRATIONS });
    await switchOffCompiling(db);
    await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    await db.$client.end();
  }
}

/**
 * PostgreSQL compiles a statement that it thinks expensive, which takes longer than any of the store's runs. It is a setting of the database, as poolers take none
 * with a connection. Repeated each time: a backup does not bring it along.
 */
async function switchOffCompiling(db: Database): Promise<void> {
  try {
    await db.execute(
      sql`do $$ begin execute format('alter database %I set jit = off', current_database()); end $$`,
    );
  } catch (error) {
    // Then it is for the owner of the database to say.
    if (postgresCode(error) !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}
