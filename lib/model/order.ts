import type { Locale } from "@/i18n/routing";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import type { TierChange } from "./loyalty-program";
import type { DocumentKind } from "./order-document";

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

/** With these a person has something to do. */
export const WAITING_STATUSES: OrderStatus[] = ["needs_attention", "disputed", "awaiting_stock"];

/** Only `open` can still take money. `duplicate`: paid although another attempt had paid the order. */
export type AttemptStatus = "open" | "processing" | "paid" | "failed" | "expired" | "duplicate";

/** How a single try to pay ended. `pending`: the bank has not answered yet. */
export type TryOutcome = "pending" | "succeeded" | "failed";

/** What Stripe says of a charge, for the merchant's eyes. Words are Stripe's; amounts are minor units. */
export type ChargeFacts = {
  /** `card`, `sepa_debit`, … */
  method: string;
  /** `visa`; null for other methods. */
  brand: string | null;
  last4: string | null;
  /** ISO 3166-1 alpha-2 of who issued the card. */
  country: string | null;
  funding: string | null;
  /** `apple_pay`, `google_pay`, `link`, … */
  wallet: string | null;
  /** `authenticated`, `attempt_acknowledged`, …; null when nobody was asked. */
  threeDSecure: string | null;
  cvcCheck: string | null;
  postalCodeCheck: string | null;
  /** `normal`, `elevated`, `highest`, … */
  riskLevel: string | null;
  /** 0 to 99. */
  riskScore: number | null;
  /** What Stripe keeps, and of which currency; null until Stripe knows. */
  fee: { amount: number; currency: string } | null;
};

export type AttemptRef = { orderId: OrderId; attemptId: AttemptId };

/** Only `succeeded` has reached the shopper, and even that can fail days later. */
export type RefundStatus = "requires_action" | "pending" | "succeeded" | "failed" | "canceled";

/** `closed`: the dispute ended without a loss, as an inquiry can. */
export type DisputeOutcome = "won" | "lost" | "closed";

export type OrderActor = "shopper" | "stripe" | "store" | "merchant";

/** `country` is ISO 3166-1 alpha-2. */
export type Address = {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
};

/** Why an order needs a person. Each has a text in messages/ and an entry in docs/troubleshooting.md. */
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

export type AttentionAnswer = "accepted" | "delivered_later" | "money_back" | "canceled";

/** An entry of the timeline. `code` picks the text in `orders.timeline.*`; the other fields fill it in. */
export type TimelineDetail =
  | { code: "placed" }
  /** `stripeId` is set when the Stripe object exists already. */
  | { code: "payment_started"; stripeId?: string }
  | { code: "payment_processing" }
  | { code: "paid"; stripeId: string }
  /** Of an authorized payment only a part was taken; `amount` was let go of. */
  | { code: "part_captured"; amount: number }
  /** `reason` is Stripe's decline or error code. */
  | { code: "payment_failed"; reason: string | null }
  | { code: "payment_retried"; attempt: string }
  | { code: "expired" }
  | { code: "canceled" }
  | { code: "refund_pending"; amount: number }
  | { code: "refunded"; amount: number; outside?: boolean }
  | { code: "refund_failed"; amount: number; reason: string | null }
  /** An amount became a code for the next order, or such a code ended unused. */
  | { code: "credit_given"; amount: number }
  | { code: "credit_taken_back"; amount: number }
  /** Goods were taken off or added before they were sent, or such a change was taken back. */
  | { code: "order_changed" }
  | { code: "change_undone" }
  | { code: "disputed"; amount?: number; reason?: string }
  | { code: "dispute_changed"; status: string }
  | { code: "dispute_closed"; amount: number; outcome: DisputeOutcome }
  /** The order's own payment was refunded, so the other payment pays for it. */
  | { code: "other_payment_counts"; stripeId: string }
  | { code: "attention_answered"; reason: AttentionReason; by: AttentionAnswer }
  | { code: "accepted" }
  /** It had ended, was paid after that, and goes on. */
  | { code: "reopened" }
  | { code: "awaiting_stock" }
  | { code: "stock_arrived" }
  | { code: "restocked" }
  | { code: "shipment_requested" }
  | { code: "shipment_canceled" }
  | { code: "effect_skipped"; effect: string; because: string }
  | { code: "ready_to_collect" }
  | { code: "collected" }
  /** Work or vouchers, of which nothing is sent. */
  | { code: "done" }
  | { code: "document_issued"; kind: DocumentKind; number: string }
  | { code: "part_shipped"; carrier: string | null; trackingNumber: string | null }
  | { code: "address_corrected" }
  | { code: "parcel_taken_back"; carrier: string | null; trackingNumber: string | null }
  | { code: "shipped"; carrier: string | null; trackingNumber: string | null }
  | { code: "needs_attention"; reason: AttentionReason; expected?: string; actual?: string }
  | { code: "email_sent"; email: string }
  | { code: "merchant_told"; email: string }
  | TierChange;

/**
 * The texts that a consumer was shown with the button that orders: the version of each, the language of the page, and when, as ISO 8601. The words are in
 * `legal_texts`, except for orders of an earlier version. Null for a text that could not be read.
 */
export type Agreement = {
  terms: string | null;
  returns: string | null;
  locale: Locale;
  shownAt: string;
};
