import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { missingMigrations } from "@/lib/db/migrations.server";
import { type Finding, right, wrong } from "./finding";

/** The oldest version that is supported, as PostgreSQL counts. */
const OLDEST = 150_000;

export async function checkDatabase(): Promise<Finding[]> {
  const { rows } = await db().execute<{ number: number; name: string }>(
    sql`select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  const { number = 0, name = "" } = rows[0] ?? {};
  const missing = await missingMigrations(db());
  return [
    number >= OLDEST ? right(`PostgreSQL ${name} answers`) : wrong(`PostgreSQL ${name} is older than 15`),
    missing === 0
      ? right("its schema is the newest")
      : wrong(`its schema lacks ${missing} migrations: npm run db:migrate`),
  ];
}
