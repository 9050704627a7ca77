const LONGEST = 500;
const LONGEST_WITH_CAUSE = 250;

/** An error as text for a log line or a column: name and message, and its cause's. No stack, no values of queries, no addresses, no secrets. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error)).slice(0, LONGEST);
  const cause = error.cause instanceof Error ? ` (${codeOf(error.cause)}${messageOf(error.cause)})` : "";
  const what = `${kindOf(error)}: ${messageOf(error)}`;
  const shown = cause && what.length > LONGEST_WITH_CAUSE ? `${what.slice(0, LONGEST_WITH_CAUSE)}…` : what;
  return `${shown}${cause}`.slice(0, LONGEST);
}

/** Stripe's SDK and Drizzle leave `name` at "Error", and a production build shortens the names of their classes. */
function kindOf(error: Error): string {
  if (error.name !== "Error") return error.name;
  if ("type" in error && typeof error.type === "string" && error.type.startsWith("Stripe")) return error.type;
  return "query" in error ? "DrizzleQueryError" : error.constructor.name;
}

const codeOf = (cause: Error) => ("severity" in cause && "code" in cause ? `${String(cause.code)}: ` : "");

export function traceError(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [describeError(error), ...frames].join("\n");
}

/** Only the first line, because the rest of a failed query's message holds its values. */
function messageOf(error: Error): string {
  const [first = ""] = error.message.split("\n");
  return withoutValues(isRefusedValue(error) ? first.replaceAll(/"[^"]*"/g, '"…"') : first);
}

/** PostgreSQL's data exceptions repeat the refused value, so it must be cut out. */
function isRefusedValue(error: Error): boolean {
  return "severity" in error && "code" in error && String(error.code).startsWith("22");
}

const EMAIL = /[^\s"'<>(),:;=]+@[^\s"'<>(),:;=]+/g;
const SECRET =
  /\b((?:pi|seti|cs|cuss)_[A-Za-z0-9_]+_secret)_[A-Za-z0-9%]+|\b((?:sk|rk|whsec)_)(?:(?:test|live)_)?[A-Za-z0-9]+|([?&]key=)[^&\s"]+/g;

/** A text for the log, without secrets and e-mail addresses. */
export function withoutValues(text: string): string {
  return text
    .replaceAll(SECRET, (_, client, key, link) => `${client ? `${client}_` : (key ?? link)}…`)
    .replaceAll(EMAIL, "…@…");
}
