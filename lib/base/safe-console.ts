import { traceError, withoutValues } from "./describe-error";

const METHODS = ["error", "warn"] as const;

/** Removes personal data from what is logged: Next.js prints thrown errors with a query's parameters and Stripe's whole answer. */
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
