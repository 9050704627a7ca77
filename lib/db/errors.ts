import pg from "pg";

/** PostgreSQL's code ("23505") of an error, also when Drizzle wraps it; null for any other error. */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

export const isUniqueViolation = (error: unknown): boolean => postgresCode(error) === "23505";

/** Data exceptions and exceeded limits: postgresql.org/docs/current/errcodes-appendix.html. */
const REFUSED = /^(22|54)/;

/** Whether PostgreSQL refuses the value itself, so that it would refuse it each time. */
export function isRefusedValue(error: unknown): boolean {
  return error instanceof RangeError || REFUSED.test(postgresCode(error) ?? "");
}
