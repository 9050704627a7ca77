/** Everything the store does outside its database because of an order. */
export const OUTBOX_EFFECTS = [
  "email.order_confirmed",
  "email.payment_processing",
  "email.payment_failed",
  "email.order_shipped",
  "shipping.request",
] as const;

export type OutboxEffect = (typeof OUTBOX_EFFECTS)[number];
