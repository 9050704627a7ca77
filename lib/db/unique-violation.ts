import pg from "pg";

/** PostgreSQL refused a row because another one has its unique value. Drizzle wraps what the driver throws. */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === "23505";
}
