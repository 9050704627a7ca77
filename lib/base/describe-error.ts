const LONGEST = 500;
/** Of what failed; the rest is for why, which says more than the end of a long query. */
const LONGEST_WITH_CAUSE = 250;

/**
 * An error for a log line or a database column: name and message, with its cause's. No stack, and no values: what a query was
 * asked with, whose e-mail it is, and what lets somebody act for a shopper stay out.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error)).slice(0, LONGEST);
  const cause = error.cause instanceof Error ? ` (${codeOf(error.cause)}${messageOf(error.cause)})` : "";
  // Stripe's SDK leaves `name` at "Error"; its classes carry the kind.
  const name = error.name === "Error" ? error.constructor.name : error.name;
  const what = `${name}: ${messageOf(error)}`;
  const shown = cause && what.length > LONGEST_WITH_CAUSE ? `${what.slice(0, LONGEST_WITH_CAUSE)}…` : what;
  return `${shown}${cause}`.slice(0, LONGEST);
}

/** PostgreSQL's, by which an error can be looked up. */
const codeOf = (cause: Error) => ("severity" in cause && "code" in cause ? `${String(cause.code)}: ` : "");

/** The same with where it came from, as frames of the stack. */
export function traceError(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [describeError(error), ...frames].join("\n");
}

/** Of a failed query the first line only: what follows is what it was asked with. */
function messageOf(error: Error): string {
  const [first = ""] = error.message.split("\n");
  return withoutValues(isRefusedValue(error) ? first.replaceAll(/"[^"]*"/g, '"…"') : first);
}

/** PostgreSQL's data exceptions repeat the value; the names of constraints and columns that others tell are of use. */
function isRefusedValue(error: Error): boolean {
  return "severity" in error && "code" in error && String(error.code).startsWith("22");
}

const EMAIL = /[^\s"'<>(),:;=]+@[^\s"'<>(),:;=]+/g;
/** Client secrets of Stripe, keys of Stripe and webhooks, and the key in an order's link. */
const SECRET =
  /\b((?:pi|seti|cs|cuss)_[A-Za-z0-9_]+_secret)_[A-Za-z0-9%]+|\b((?:sk|rk|whsec)_)(?:(?:test|live)_)?[A-Za-z0-9]+|([?&]key=)[^&\s"]+/g;

/** A text for the log, in which nobody can be found or impersonated. */
export function withoutValues(text: string): string {
  return text
    .replaceAll(SECRET, (_, client, key, link) => `${client ? `${client}_` : (key ?? link)}…`)
    .replaceAll(EMAIL, "…@…");
}
