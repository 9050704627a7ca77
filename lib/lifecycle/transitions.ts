import type { OrderStatus } from "@/lib/model/order";

/** From each state, the states that may follow. Every other change is refused. */
export const TRANSITIONS = {
  open: ["processing", "paid", "payment_failed", "expired", "canceled", "needs_attention"],
  processing: ["paid", "payment_failed", "needs_attention"],
  payment_failed: ["open", "processing", "paid", "canceled", "needs_attention"],
  // Money can arrive late, from a payment that was under way when its session ended.
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
  // A partial refund after shipping shows in the amounts; the order stays shipped.
  // A parcel that was reported by mistake is taken back.
  shipped: ["paid", "partially_refunded", "refund_pending", "refunded", "disputed", "needs_attention"],
  partially_refunded: ["shipped", "refund_pending", "refunded", "disputed", "needs_attention"],
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

/** States in which some or all of the money has been taken, even if it was given back later. */
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

export function canPay(status: OrderStatus): boolean {
  return status === "open" || status === "payment_failed" || status === "expired";
}

export const TO_BE_SENT = ["paid", "partially_refunded"] as const satisfies readonly OrderStatus[];

export function isToBeSent(status: OrderStatus): boolean {
  return TO_BE_SENT.some((known) => known === status);
}

/** Nothing will be sent for the order, unless a person decides otherwise. */
export function isOver(status: OrderStatus): boolean {
  return (
    status === "refund_pending" || status === "refunded" || status === "charged_back" || status === "canceled"
  );
}
