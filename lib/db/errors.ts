import pg from "pg";

/** PostgreSQL's code ("23505") of an error, also when Drizzle wraps it; null for any other error. */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

export const isUniqueViolation = (error: unknown): boolean => postgresCode(error) === "23505";
