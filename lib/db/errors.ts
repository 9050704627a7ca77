import pg from "pg";

/** PostgreSQL's code for what it refused ("23505"); null for any other error. Drizzle wraps what the driver throws. */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

/** PostgreSQL refused a row because another one has its unique value. */
export const isUniqueViolation = (error: unknown): boolean => postgresCode(error) === "23505";

/** Data exceptions and exceeded limits. Source: postgresql.org/docs/current/errcodes-appendix.html. */
const REFUSED = /^(22|54)/;

/** PostgreSQL, or the writing of its JSON, refuses the value itself: the same one will be refused every time. */
export function isRefusedValue(error: unknown): boolean {
  return error instanceof RangeError || REFUSED.test(postgresCode(error) ?? "");
}
