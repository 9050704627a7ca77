import type { FailedStart } from "./start-checkout";

/** Which session of this visit it is, and how the one before ended. */
export type Attempt = {
  number: number;
  /** Sessions that took the place of one that had run out. */
  renewals: number;
  /** The order of the session before, when it may have been paid. */
  endedOrder: string | null;
  /** Given up: this one had run out as well. */
  over: boolean;
  /** Stripe's form could not be loaded. */
  broken: boolean;
};

export const FIRST_ATTEMPT: Attempt = {
  number: 1,
  renewals: 0,
  endedOrder: null,
  over: false,
  broken: false,
};

/** The session of attempt `ended` can't be paid any more: the first is replaced, the second is told. */
export function afterTheEnd(current: Attempt, ended: number, orderId: string | null): Attempt {
  if (current.number !== ended || current.over || current.broken) return current;
  if (current.renewals > 0) return { ...current, endedOrder: orderId, over: true };
  return { ...current, number: ended + 1, renewals: current.renewals + 1, endedOrder: orderId };
}

/** The form of attempt `number` can't be loaded: nothing is known of its session, which may be as good as ever. */
export function afterTheBreak(current: Attempt, number: number): Attempt {
  return current.number === number && !current.over ? { ...current, broken: true } : current;
}

/**
 * Why there is no form, or null. A session that was paid elsewhere has emptied the cart: its shopper is led to the
 * order, not told that the cart is empty.
 */
export function failureOf(attempt: Attempt, start: { ok: true } | FailedStart | null): FailedStart | null {
  if (attempt.broken) return { ok: false, code: "script", message: null, orderId: null };
  if (attempt.over) return { ok: false, code: "session", message: null, orderId: attempt.endedOrder };
  if (!start || start.ok) return null;
  if (start.code === "cart_empty" && attempt.endedOrder) {
    return { ...start, code: "payment_in_progress", message: null, orderId: attempt.endedOrder };
  }
  return start;
}
