import { postgresCode } from "./error-code";

/** PostgreSQL refused a row because another one has its unique value. */
export const isUniqueViolation = (error: unknown): boolean => postgresCode(error) === "23505";
