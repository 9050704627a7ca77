import type Stripe from "stripe";

/** The events to select for the endpoint at Stripe, and to read from its list. Others are acknowledged and ignored. */
export const HANDLED_EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "customer.deleted",
  "payout.created",
  "payout.paid",
  "payout.failed",
  "payout.canceled",
  "payout.reconciliation_completed",
  "product.created",
  "product.updated",
  "product.deleted",
  "price.created",
  "price.updated",
  "price.deleted",
] as const satisfies readonly Stripe.Event.Type[];

export type HandledType = (typeof HANDLED_EVENTS)[number];

export type HandledEvent = Extract<Stripe.Event, { type: HandledType }>;

export function isHandled(event: Stripe.Event): event is HandledEvent {
  return HANDLED_EVENTS.some((type) => type === event.type);
}
