/** An error for a log line or a database column: name and message, with its cause's. No stack, no parameters. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  // Stripe's SDK leaves `name` at "Error"; its classes carry the kind.
  const name = error.name === "Error" ? error.constructor.name : error.name;
  return `${name}: ${error.message.split("\n")[0] ?? ""}${cause}`.slice(0, 500);
}
