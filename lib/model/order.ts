import type { AttemptId, OrderId } from "@/lib/base/ids";
import type { TierChange } from "./loyalty-program";

export const ORDER_STATUSES = [
  "open",
  "processing",
  "paid",
  "awaiting_stock",
  "shipped",
  "payment_failed",
  "expired",
  "canceled",
  "partially_refunded",
  "refund_pending",
  "refunded",
  "disputed",
  "charged_back",
  "needs_attention",
] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/**
 * Of the Stripe object that collects: only `open` can still take money from the shopper. `duplicate` took it for an
 * order that another attempt had already paid.
 */
export type AttemptStatus = "open" | "processing" | "paid" | "failed" | "expired" | "duplicate";

/** A payment that was begun, and its order. */
export type AttemptRef = { orderId: OrderId; attemptId: AttemptId };

/** Of a refund. Only what `succeeded` has gone back, and even that can fail days later. */
export type RefundStatus = "requires_action" | "pending" | "succeeded" | "failed" | "canceled";

/** What a merchant wants to give back of an order. */
export type RefundTerms = {
  /** Minor units; null for all that is left of the payment. */
  amount: number | null;
  /** Of an order that was paid more than once: its own payment, or the other one. Null: it has only one. */
  payment: "own" | "second" | null;
  /** The goods are here, or never left, and can be sold again. */
  restock: boolean;
  /** It has been, or is being, given back past Stripe. */
  outside: boolean;
};

/** How a dispute ended. `closed`: nobody lost anything, as with an inquiry. */
export type DisputeOutcome = "won" | "lost" | "closed";

export type OrderActor = "shopper" | "stripe" | "store" | "merchant";

/** Postal address with Stripe's parts; `country` is ISO 3166-1 alpha-2. */
export type Address = {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
};

/** Why an order needs a person. Closed: each has a text in messages/ and an entry in docs/troubleshooting.md. */
export const ATTENTION_REASONS = [
  "amount_mismatch",
  "currency_mismatch",
  "lines_mismatch",
  "destination_mismatch",
  "method_mismatch",
  "once_per_card",
  "out_of_stock",
  "paid_twice",
  "paid_after_cancel",
  "refund_failed",
] as const;

export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** What ended the need for a person. */
export type AttentionAnswer = "accepted" | "delivered_later" | "money_back" | "canceled";

/** One line of an order's timeline. `code` picks the text from `orders.timeline.*`, the rest fills it. */
export type TimelineDetail =
  | { code: "placed" }
  /** `stripeId` where what collects the money is there already. */
  | { code: "payment_started"; stripeId?: string }
  | { code: "payment_processing" }
  | { code: "paid"; stripeId: string }
  /** `reason` is Stripe's decline code or error code. */
  | { code: "payment_failed"; reason: string | null }
  | { code: "payment_retried"; attempt: string }
  | { code: "expired" }
  | { code: "canceled" }
  /** Amounts are what this one refund or dispute is about. */
  | { code: "refund_pending"; amount: number }
  | { code: "refunded"; amount: number; outside?: boolean }
  | { code: "refund_failed"; amount: number; reason: string | null }
  | { code: "disputed"; amount?: number; reason?: string }
  | { code: "dispute_changed"; status: string }
  | { code: "dispute_closed"; amount: number; outcome: DisputeOutcome }
  /** Of two payments the order's own went back: the other one pays for it now. */
  | { code: "other_payment_counts"; stripeId: string }
  | { code: "attention_answered"; reason: AttentionReason; by: AttentionAnswer }
  | { code: "accepted" }
  | { code: "awaiting_stock" }
  | { code: "stock_arrived" }
  | { code: "restocked" }
  | { code: "shipment_requested" }
  | { code: "shipment_canceled" }
  /** What was to be done no longer suits what the order has become. */
  | { code: "effect_skipped"; effect: string; because: string }
  | { code: "shipped"; carrier: string | null; trackingNumber: string | null }
  | { code: "needs_attention"; reason: AttentionReason; expected?: string; actual?: string }
  | { code: "email_sent"; email: string }
  | { code: "merchant_told"; email: string }
  | TierChange;
