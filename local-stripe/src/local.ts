import type { Delivery } from "./events/delivery";
import type { RequestLog } from "./server/request-log";
import type { Store } from "./state/store";

/** What every part of the local Stripe works on. */
export interface Local {
  store: Store;
  /** Such as `http://localhost:12111`, without a slash at the end. */
  baseUrl: string;
  /** Unix seconds by the test clock. */
  now: () => number;
  delivery: Delivery;
  requests: RequestLog;
  /** Idempotency keys of calls that are not answered yet. */
  inFlight: Set<string>;
  /** The API call that is being answered; null in timers and control calls. Events name it. */
  request: { id: string; idempotencyKey: string | null } | null;
}

/** The SDK's types of this version and this API version belong together. */
export const API_VERSION = "2026-10-28.endive";
