import type { LimitKind } from "./bounds";

/** A limit is reached. `retryAfter`: seconds until the next request is allowed, at least one. */
export type TooMany = { ok: false; code: "rate_limited"; limit: LimitKind; retryAfter: number };

export const tooMany = (limit: LimitKind, until: number, now: number): TooMany => ({
  ok: false,
  code: "rate_limited",
  limit,
  retryAfter: Math.max(1, Math.ceil((until - now) / 1000)),
});

/** Of the page that says why: what was too much, and for how many seconds. */
export const waitQuery = ({ limit, retryAfter }: TooMany) => ({
  problem: "rate_limited" as const,
  limit,
  wait: String(retryAfter),
});
