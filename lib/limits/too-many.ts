import type { LimitKind } from "./bounds";

/** Somebody is over a bound. `retryAfter`: seconds until it goes on, never less than one. */
export type TooMany = { ok: false; code: "rate_limited"; limit: LimitKind; retryAfter: number };

export const tooMany = (limit: LimitKind, until: number, now: number): TooMany => ({
  ok: false,
  code: "rate_limited",
  limit,
  retryAfter: Math.max(1, Math.ceil((until - now) / 1000)),
});
