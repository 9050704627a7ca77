import "server-only";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { connect } from "./client";

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
