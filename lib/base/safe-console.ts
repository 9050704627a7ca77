import { inspect } from "node:util";
import { traceError, withoutValues } from "./describe-error";

const METHODS = ["error", "warn"] as const;
type Method = (typeof METHODS)[number];

/**
 * Removes personal data from what others print: Next.js prints thrown errors with a query's parameters and Stripe's whole answer.
 * @param lines takes each print as one line, in place of the console
 */
export function keepValuesOutOfLog(
  console: Pick<Console, Method>,
  lines?: Record<Method, (text: string) => void>,
): void {
  for (const method of METHODS) {
    const print = console[method].bind(console);
    console[method] = (...args: unknown[]) => {
      const shown = args.map(printable);
      if (lines) lines[method](shown.map(asText).join(" "));
      else print(...shown);
    };
  }
}

const asText = (value: unknown) => (typeof value === "string" ? value : inspect(value, { depth: 1 }));

function printable(value: unknown): unknown {
  if (value instanceof Error) return traceError(value);
  return typeof value === "string" ? withoutValues(value) : value;
}
