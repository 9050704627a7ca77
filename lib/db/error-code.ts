import pg from "pg";

/** PostgreSQL's code for what it refused ("23505"); null for any other error. Drizzle wraps what the driver throws. */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}
