import type { OrderStatus } from "./types";

/** The whole life of an order: from each state, the states it may go to. Everything else is refused. */
export const TRANSITIONS = {
  open: ["processing", "paid", "payment_failed", "expired", "canceled", "needs_attention"],
  processing: ["paid", "payment_failed", "canceled", "needs_attention"],
  payment_failed: ["open", "processing", "paid", "expired", "canceled", "needs_attention"],
  // Money can arrive after the goods were given back: a payment that was on its way when the session ran out.
  expired: ["open", "processing", "paid", "needs_attention"],
  canceled: ["needs_attention"],
  paid: ["shipped", "partially_refunded", "refunded", "disputed", "needs_attention"],
  shipped: ["partially_refunded", "refunded", "disputed", "needs_attention"],
  partially_refunded: ["shipped", "refunded", "disputed", "needs_attention"],
  refunded: ["disputed", "needs_attention"],
  disputed: ["paid", "shipped", "partially_refunded", "refunded", "needs_attention"],
  needs_attention: ["paid", "shipped", "canceled", "partially_refunded", "refunded", "disputed"],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export function canTransition(from: OrderStatus, to: OrderStatus): boolean {
  const allowed: readonly OrderStatus[] = TRANSITIONS[from];
  return allowed.includes(to);
}

/** States in which the money for the order has been taken, in whole or in part. */
const PAID_STATES: ReadonlySet<OrderStatus> = new Set([
  "paid",
  "shipped",
  "partially_refunded",
  "refunded",
  "disputed",
  "needs_attention",
]);

export function hasBeenPaid(status: OrderStatus): boolean {
  return PAID_STATES.has(status);
}

/** States from which the shopper may start another payment of the same order. */
export function canPay(status: OrderStatus): boolean {
  return status === "open" || status === "payment_failed" || status === "expired";
}
