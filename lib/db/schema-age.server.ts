import "server-only";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Database } from "./client";
import { MIGRATIONS } from "./migrate.server";

/** How many migrations a database lacks; all of them when it is empty. */
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
