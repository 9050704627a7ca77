import { invalid } from "../../http/errors";
import type { TokenRecord } from "./tokens";

interface Wanted {
  mode: "payment" | "setup";
  amount?: number;
  currency?: string;
  captureMethod?: string;
  /** The intent's setting; undefined when it has none. */
  setupFutureUsage: string | null | undefined;
}

/** @throws ApiError 400 when the intent differs from the shopper's page */
export function checkContext({ token, context }: TokenRecord, wanted: Wanted): void {
  if (!context) return;
  const isSetup = context.mode === "setup";
  if (isSetup !== (wanted.mode === "setup")) throw mismatch("mode", wanted.mode, context.mode);
  if (!isSetup) {
    compare("amount", wanted.amount, context.amount);
    compare("currency", wanted.currency, context.currency);
    compare("capture_method", capture(wanted.captureMethod), capture(context.captureMethod));
  }
  const usage = wanted.setupFutureUsage;
  // A ticked box to save the card gives a usage that the page did not have.
  if (usage === undefined || usage === token.setup_future_usage) return;
  compare("setup_future_usage", usage, context.setupFutureUsage);
}

function compare<T extends string | number>(
  name: string,
  given: T | null | undefined,
  expected: T | null | undefined,
) {
  if ((given ?? null) !== (expected ?? null)) throw mismatch(name, given ?? null, expected ?? null);
}

/** Both automatic captures take the money at once. */
function capture(method: string | null | undefined): "automatic" | "manual" {
  return method === "manual" ? "manual" : "automatic";
}

function mismatch(name: string, given: string | number | null, expected: string | number | null) {
  return invalid(
    `The provided ${name} (${given}) does not match the expected ${name} (${expected}). Try confirming with an intent that is configured to use the same parameters as Stripe Elements.`,
    name,
  );
}
