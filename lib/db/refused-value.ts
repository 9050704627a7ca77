import { postgresCode } from "./error-code";

/** Data exceptions and exceeded limits. Source: postgresql.org/docs/current/errcodes-appendix.html. */
const REFUSED = /^(22|54)/;

/** PostgreSQL, or the writing of its JSON, refuses the value itself: the same one will be refused every time. */
export function isRefusedValue(error: unknown): boolean {
  return error instanceof RangeError || REFUSED.test(postgresCode(error) ?? "");
}
