import type { LimitKind } from "./bounds";

/** `retryAfter` is in seconds, at least one. */
export type TooMany = { ok: false; code: "rate_limited"; limit: LimitKind; retryAfter: number };

export const tooMany = (limit: LimitKind, until: number, now: number): TooMany => ({
  ok: false,
  code: "rate_limited",
  limit,
  retryAfter: Math.max(1, Math.ceil((until - now) / 1000)),
});

export const waitQuery = ({ limit, retryAfter }: TooMany) => ({
  problem: "rate_limited" as const,
  limit,
  wait: String(retryAfter),
});
