import type { FailedStart } from "./start-checkout";

/** Which session of the visit it is, and how the one before ended. */
export type VisitSession = {
  number: number;
  /** How many sessions replaced one that expired. */
  renewals: number;
  /** The earlier session's order, if it may have been paid. */
  endedOrder: string | null;
  /** Whether this session expired too. */
  over: boolean;
  broken: boolean;
};

export const FIRST_SESSION: VisitSession = {
  number: 1,
  renewals: 0,
  endedOrder: null,
  over: false,
  broken: false,
};

/** The first time a session is replaced, the second time the shopper is told. */
export function afterSessionEnded(
  current: VisitSession,
  ended: number,
  orderId: string | null,
): VisitSession {
  if (current.number !== ended || current.over || current.broken) return current;
  if (current.renewals > 0) return { ...current, endedOrder: orderId, over: true };
  return { ...current, number: ended + 1, renewals: current.renewals + 1, endedOrder: orderId };
}

/** The form could not be loaded, but the session itself may still be good. */
export function afterFormFailed(current: VisitSession, number: number): VisitSession {
  return current.number === number && !current.over ? { ...current, broken: true } : current;
}

/** Why there is no form; null when there is one. A session that was paid elsewhere has emptied the cart, so its shopper is led to the order. */
export function failureOf(
  session: VisitSession,
  start: { ok: true } | FailedStart | null,
): FailedStart | null {
  if (session.broken) return { ok: false, code: "script", message: null, orderId: null };
  if (session.over) return { ok: false, code: "session", message: null, orderId: session.endedOrder };
  if (!start || start.ok) return null;
  if (start.code === "cart_empty" && session.endedOrder) {
    return { ...start, code: "payment_in_progress", message: null, orderId: session.endedOrder };
  }
  return start;
}
