import type { ReturnStatus } from "@/lib/model/return";

/** From each state, the states that may follow. Every other change is refused. */
export const RETURN_TRANSITIONS = {
  asked: ["accepted", "declined", "withdrawn"],
  // Goods that never come end as closed.
  accepted: ["received", "closed", "withdrawn"],
  received: ["refunded", "closed"],
  refunded: [],
  closed: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<ReturnStatus, readonly ReturnStatus[]>;

export function canReturnBecome(from: ReturnStatus, to: ReturnStatus): boolean {
  const allowed: readonly ReturnStatus[] = RETURN_TRANSITIONS[from];
  return allowed.includes(to);
}

/** States in which a person of the shop has to do something now. */
export const WAITING_RETURNS = ["asked", "received"] as const satisfies readonly ReturnStatus[];

/** Its pieces can't be asked for again. */
export const countsAsReturned = (status: ReturnStatus): boolean =>
  status !== "declined" && status !== "withdrawn";
