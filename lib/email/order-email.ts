import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";

export const ORDER_EMAILS = [
  "order_confirmed",
  "payment_processing",
  "payment_failed",
  "order_shipped",
  "delivery_delayed",
  "refund_pending",
  "refunded",
  "refund_failed",
  "payment_returned",
  "order_canceled",
] as const;

export type OrderEmailKind = (typeof ORDER_EMAILS)[number];

/** Everything an e-mail about an order tells, in the order's language. Amounts are minor units, URLs are absolute. */
export type OrderEmailData = {
  locale: Locale;
  number: string;
  currency: Currency;
  lines: {
    sku: string;
    name: string;
    option: string;
    quantity: number;
    unitAmount: number;
    total: number;
    image: string;
  }[];
  subtotal: number;
  discounts: { name: string; reason: string; amount: number }[];
  shipping: { name: string | null; amount: number };
  /** On top of the other amounts, and inside of them. */
  tax: { added: number; included: number };
  total: number;
  recipient: string | null;
  /** Line by line; empty while it isn't known. */
  address: string[];
  storeUrl: string;
  orderUrl: string;
  payAgainUrl: string;
  carrier: string | null;
  trackingNumber: string | null;
  isSent: boolean;
  /** The refund that it is about; null for the kinds that are about none. */
  refund: RefundInEmail | null;
};

export type RefundInEmail = {
  /** Minor units. */
  amount: number;
  /** Of what the order's own payment took: all of it, a part, or what a second payment took. */
  what: "all" | "part" | "second";
  /** Sent back past Stripe. */
  isOutside: boolean;
};
