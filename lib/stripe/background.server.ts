import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Limits how often background work calls Stripe. `call` is a method and a path without ids: `GET /v1/checkout/sessions/:id`. */
export type CallPace = {
  /** Resolves when the call may begin. */
  turn: (call: string) => Promise<void>;
  /** Stripe refused a call because of the rate. `reason` is the header `Stripe-Rate-Limited-Reason`. */
  slowDown: (call: string, reason: string) => Promise<void>;
};

/** `round`: the next round tries again, so a call gives up soon. `bulk`: thousands of calls in a row, each of which is to succeed. */
type BackgroundKind = "round" | "bulk";

const running = new AsyncLocalStorage<{ pace: CallPace; kind: BackgroundKind }>();

/** Runs `work` as background work: its calls to Stripe keep a pace, so shoppers' calls always have room. */
export function inBackground<Result>(
  pace: CallPace,
  work: () => Promise<Result>,
  kind: BackgroundKind = "round",
): Promise<Result> {
  return running.run({ pace, kind }, work);
}

/** The pace of the work that runs; undefined when a shopper or Stripe waits for it. */
export const backgroundPace = (): CallPace | undefined => running.getStore()?.pace;

export const backgroundKind = (): BackgroundKind | undefined => running.getStore()?.kind;

const ID = /^[a-z]+_\w*[0-9A-Z]\w*$/;

/** `GET /v1/payment_intents/:id`, which is what Stripe counts: docs.stripe.com/rate-limits. */
export function callName(method: string, path: string): string {
  const [plain = ""] = path.split("?");
  const parts = plain.split("/").map((part) => (ID.test(part) ? ":id" : part));
  return `${method} ${parts.join("/")}`;
}
