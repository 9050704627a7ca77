import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { missingMigrations } from "@/lib/db/migrations.server";
import { checkClock } from "./clock";
import { type Finding, right, wrong } from "./finding";

/** What search is made of. */
const EXTENSIONS = ["pg_trgm", "unaccent"];

/** The oldest version that is supported, as PostgreSQL counts. */
const OLDEST = 150_000;

export async function checkDatabase(): Promise<Finding[]> {
  const { rows } = await db().execute<{ number: number; name: string; now: number }>(
    sql`select current_setting('server_version_num')::int as number, current_setting('server_version') as name,
      extract(epoch from clock_timestamp())::float * 1000 as now`,
  );
  const { number = 0, name = "", now = 0 } = rows[0] ?? {};
  const missing = await missingMigrations(db());
  const { rows: there } = await db().execute<{ extname: string }>(sql`select extname from pg_extension`);
  const absent = EXTENSIONS.filter((name) => there.every(({ extname }) => extname !== name));
  return [
    number >= OLDEST
      ? right(`PostgreSQL ${name} answers`)
      : wrong("database_old", `PostgreSQL ${name} is older than 15`, "take a newer one"),
    missing === 0
      ? right("its schema is the newest")
      : wrong("migrations_missing", `its schema lacks ${missing} migrations`, "npm run db:migrate"),
    absent.length === 0
      ? right(`it has what search needs: ${EXTENSIONS.join(", ")}`)
      : wrong(
          "search_extension_missing",
          `it has no ${absent.join(", ")}, so that nobody can search`,
          `let an administrator run "create extension ${absent.join("; create extension ")}" in it, then npm run db:migrate`,
        ),
    ...checkClock("the database", now),
  ];
}
