import "server-only";
import { sql } from "drizzle-orm";
import journal from "@/drizzle/meta/_journal.json";
import type { Database } from "./client";

/** How many migrations of this code the database lacks. A newer database lacks none: old and new code run side by side during a deployment. */
export async function missingMigrations(db: Database): Promise<number> {
  const { rows: found } = await db.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!found[0]?.there) return journal.entries.length;
  const { rows } = await db.execute<{ last: string | null }>(
    sql`select max(created_at) as last from drizzle.__drizzle_migrations`,
  );
  const last = Number(rows[0]?.last ?? 0);
  return journal.entries.filter(({ when }) => when > last).length;
}
