/** What kind of error it is, as a code: `23505` of PostgreSQL, `ECONNREFUSED`, `StripeCardError`. Never its message, which may name a person. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return codeOf(cause) ?? error.name;
  return codeOf(error) ?? error.name;
}

function codeOf(error: Error): string | undefined {
  if ("type" in error && typeof error.type === "string" && error.type.startsWith("Stripe")) return error.type;
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
