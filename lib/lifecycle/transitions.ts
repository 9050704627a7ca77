import type { OrderStatus } from "@/lib/model/order";

/** The whole life of an order: from each state, the states it may go to. Everything else is refused. */
export const TRANSITIONS = {
  open: ["processing", "paid", "payment_failed", "expired", "canceled", "needs_attention"],
  processing: ["paid", "payment_failed", "needs_attention"],
  payment_failed: ["open", "processing", "paid", "canceled", "needs_attention"],
  // Money can arrive after the goods were given back: a payment that was on its way when the session ran out.
  expired: ["open", "processing", "paid", "canceled", "needs_attention"],
  canceled: ["needs_attention"],
  paid: [
    "shipped",
    "partially_refunded",
    "refund_pending",
    "refunded",
    "disputed",
    "canceled",
    "needs_attention",
  ],
  awaiting_stock: [
    "paid",
    "partially_refunded",
    "refund_pending",
    "refunded",
    "disputed",
    "canceled",
    "needs_attention",
  ],
  // A part that is refunded after the parcel has left is told by the amounts; the order stays shipped.
  shipped: ["refund_pending", "refunded", "disputed", "needs_attention"],
  partially_refunded: ["shipped", "refund_pending", "refunded", "disputed", "needs_attention"],
  // Back from here leads a refund that failed, and a person decides about the order.
  refund_pending: ["refunded", "disputed", "needs_attention"],
  refunded: ["disputed", "needs_attention"],
  disputed: [
    "paid",
    "awaiting_stock",
    "shipped",
    "partially_refunded",
    "refund_pending",
    "refunded",
    "charged_back",
    "needs_attention",
  ],
  charged_back: ["disputed", "needs_attention"],
  needs_attention: [
    "paid",
    "awaiting_stock",
    "shipped",
    "canceled",
    "partially_refunded",
    "refund_pending",
    "refunded",
    "disputed",
    "charged_back",
  ],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export function canTransition(from: OrderStatus, to: OrderStatus): boolean {
  const allowed: readonly OrderStatus[] = TRANSITIONS[from];
  return allowed.includes(to);
}

/** States in which the money for the order has been taken, in whole or in part, whatever has become of it since. */
const PAID_STATES: ReadonlySet<OrderStatus> = new Set([
  "paid",
  "awaiting_stock",
  "shipped",
  "partially_refunded",
  "refund_pending",
  "refunded",
  "disputed",
  "charged_back",
  "needs_attention",
]);

export function hasBeenPaid(status: OrderStatus): boolean {
  return PAID_STATES.has(status);
}

/** States from which the shopper may start another payment of the same order. */
export function canPay(status: OrderStatus): boolean {
  return status === "open" || status === "payment_failed" || status === "expired";
}

/** The goods are to be packed and sent. */
export function isToBeSent(status: OrderStatus): boolean {
  return status === "paid" || status === "partially_refunded";
}

/** Nothing will be sent any more, unless a person decides otherwise. */
export function isOver(status: OrderStatus): boolean {
  return (
    status === "refund_pending" || status === "refunded" || status === "charged_back" || status === "canceled"
  );
}
