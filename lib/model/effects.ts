const MERCHANT_EFFECTS = [
  "email.merchant_order_paid",
  "email.merchant_attention",
  "email.merchant_dispute",
  "email.merchant_return",
] as const;

/** Work outside of the database because of an order. */
export const ORDER_EFFECTS = [
  "email.order_confirmed",
  "email.payment_processing",
  "email.payment_failed",
  "email.order_shipped",
  "email.order_ready",
  "email.delivery_delayed",
  "email.refund_pending",
  "email.refunded",
  "email.refund_failed",
  "email.credit_given",
  "email.payment_returned",
  "email.order_canceled",
  "email.return_asked",
  "email.return_accepted",
  "email.return_declined",
  "email.return_received",
  "email.address_corrected",
  ...MERCHANT_EFFECTS,
  "stripe.order_change",
  "shipping.request",
  "shipping.cancel",
  "shipping.settle",
  "stripe.documents",
] as const;

/** Work outside of the database because of a person, with or without an account. */
const PERSON_EFFECTS = [
  "email.sign_in",
  "email.confirm_address",
  "email.address_changed",
  "email.staff_code",
  "email.staff_invited",
  "email.payment_requested",
  "email.news_asked",
  "stripe.customer_facts",
  "stripe.forget_cards",
] as const;

/** Work outside of the database because of goods. */
const GOODS_EFFECTS = ["email.merchant_low_stock", "catalog.import"] as const;

export type MerchantEffect = (typeof MERCHANT_EFFECTS)[number];
export type OrderEffect = (typeof ORDER_EFFECTS)[number];
export type PersonEffect = (typeof PERSON_EFFECTS)[number];
export type GoodsEffect = (typeof GOODS_EFFECTS)[number];
export type OutboxEffect = OrderEffect | PersonEffect | GoodsEffect;
