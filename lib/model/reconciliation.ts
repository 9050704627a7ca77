/** What is compared, in this order. */
export const COMPARED = ["payments", "refunds", "disputes", "own_payments", "own_refunds"] as const;

export type Compared = (typeof COMPARED)[number];

/** How the store and Stripe can differ. */
export type DifferenceKind =
  /** Stripe has a payment for an order that the store does not have. */
  | "payment_without_order"
  /** Stripe has a payment of which its order does not know. */
  | "payment_unheard"
  /** Both have the payment, with another amount or currency. */
  | "payment_differs"
  | "fee_missing"
  | "refund_unheard"
  | "refund_differs"
  | "dispute_unheard"
  | "dispute_differs"
  /** An order is paid here, by a payment that Stripe does not have, or not as paid. */
  | "payment_unknown_at_stripe"
  | "refund_unknown_at_stripe";

/** Reading the order's payments again, as an event would, is what repairs these. */
export const REPAIRABLE: readonly DifferenceKind[] = [
  "payment_unheard",
  "payment_differs",
  "fee_missing",
  "refund_unheard",
  "refund_differs",
  "dispute_unheard",
  "dispute_differs",
];

export const isRepairable = (kind: DifferenceKind): boolean => REPAIRABLE.includes(kind);

/** What one side says of a payment, a refund or a dispute; minor units. */
export type ComparedSide = { amount: number | null; currency: string | null; status: string | null };
