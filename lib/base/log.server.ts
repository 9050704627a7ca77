import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { withoutValues } from "./describe-error";

/** All that a line may have beside its text. None of it is about a person. */
const FIELDS = [
  "request",
  "route",
  "method",
  "status",
  "ms",
  "code",
  "orderId",
  "orderNumber",
  "paymentId",
  "eventId",
  "eventType",
  "jobId",
  "effect",
  "tries",
  "part",
  "traceId",
] as const;

type LogFields = Partial<Record<(typeof FIELDS)[number], string | number | null | undefined>>;

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

const { NODE_ENV, LOG } = process.env;
/** Lines are JSON for a collector in production, and text for a person elsewhere. */
export const logsJson = NODE_ENV === "production";
const isPerson = NODE_ENV === "development" || NODE_ENV === "test";
const level = LEVELS.find((one) => one === LOG) ?? (isPerson ? "warn" : "info");

const context = new AsyncLocalStorage<LogFields>();

// Next.js bundles what runs at the start apart from the routes, and each bundle has modules of its own.
const globals = globalThis as typeof globalThis & { __storeTraceId?: (() => string | undefined) | undefined };

/** From now on lines name the trace that they belong to, so that log and traces can be read together. */
export function nameTraces(read: (() => string | undefined) | undefined): void {
  globals.__storeTraceId = read;
}

/** Written at once, without a worker thread: a process that is killed or paused has nothing left to write. */
const stdout = { write: (line: string) => void process.stdout.write(line) };

const json = pino(
  {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  stdout,
);

/** Lines of everything that `work` does have these fields too. */
export const withLogFields = <Result>(fields: LogFields, work: () => Result): Result =>
  context.run({ ...context.getStore(), ...fields }, work);

/** Gives the lines of what is under way more fields, as soon as they are known. */
export function addLogFields(fields: LogFields): void {
  Object.assign(context.getStore() ?? {}, fields);
}

/**
 * The log of the server. Secrets and e-mail addresses are removed from the text, and other fields than the listed ones are left out; a text is written by the code,
 * and never holds a name, an address or what a shopper typed.
 */
export const log: Record<Level, (text: string, fields?: LogFields) => void> = {
  debug: (text, fields) => write("debug", text, fields),
  info: (text, fields) => write("info", text, fields),
  warn: (text, fields) => write("warn", text, fields),
  error: (text, fields) => write("error", text, fields),
};

function write(at: Level, text: string, fields: LogFields = {}): void {
  if (!json.isLevelEnabled(at)) return;
  const all = { ...context.getStore(), ...fields, traceId: globals.__storeTraceId?.() };
  const shown = FIELDS.flatMap((name) => {
    const value = all[name];
    return value === undefined || value === null ? [] : [[name, storable(value)] as const];
  });
  if (logsJson) json[at](Object.fromEntries(shown), withoutValues(text));
  // biome-ignore lint/suspicious/noConsole: a person reads it
  else console[at](forPerson(withoutValues(text), shown));
}

/** An id, a code, a path. Names, e-mail addresses, phone numbers and IP addresses have another form. */
const FORM = /^(?=.*[a-z])[\w./[\]-]{1,120}$/i;

const storable = (value: string | number) =>
  typeof value === "number" || FORM.test(value) ? value : "[removed]";

const OF_MACHINES: ReadonlySet<string> = new Set(["request", "traceId"]);

/** The text says most of it already. */
function forPerson(text: string, fields: readonly (readonly [string, string | number])[]): string {
  const more = fields.filter(([name, value]) => !OF_MACHINES.has(name) && !text.includes(String(value)));
  return more.length === 0 ? text : `${text} (${more.map(([name, value]) => `${name} ${value}`).join(", ")})`;
}
