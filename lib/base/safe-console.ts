import { traceError, withoutValues } from "./describe-error";

const METHODS = ["error", "warn"] as const;

/**
 * Lets the process log no personal data: Next.js prints every error that a page or a route throws, a failed query with all its
 * parameters and a refusal of Stripe's with the whole object. Errors are printed by what they are and where they came from.
 */
export function keepValuesOutOfLog(console: Pick<Console, (typeof METHODS)[number]>): void {
  for (const method of METHODS) {
    const print = console[method].bind(console);
    console[method] = (...args: unknown[]) => print(...args.map(printable));
  }
}

function printable(value: unknown): unknown {
  if (value instanceof Error) return traceError(value);
  return typeof value === "string" ? withoutValues(value) : value;
}
