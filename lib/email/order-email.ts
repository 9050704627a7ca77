import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { ShownLegalPage } from "@/lib/legal/legal-page.server";

export const ORDER_EMAILS = [
  "order_confirmed",
  "payment_processing",
  "payment_failed",
  "order_shipped",
  "order_ready",
  "delivery_delayed",
  "refund_pending",
  "refunded",
  "refund_failed",
  "credit_given",
  "payment_returned",
  "order_canceled",
  "return_asked",
  "return_accepted",
  "return_declined",
  "return_received",
  "address_corrected",
] as const;

export type OrderEmailKind = (typeof ORDER_EMAILS)[number];

/** What an order's e-mail says, in the order's language. Amounts are minor units, URLs are absolute. */
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
  /** Minor units on top of the prices, and inside them. */
  tax: { added: number; included: number };
  total: number;
  recipient: string | null;
  address: string[];
  /** Nothing of it is packed: work, a voucher. */
  isNothingSent?: boolean;
  /** Where the goods are collected; null when they are sent. */
  pickup: { address: string[]; openingHours: string } | null;
  storeUrl: string;
  orderUrl: string;
  payAgainUrl: string;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  /** What is in the parcel that an e-mail is about, where that is not all of the order. */
  parcel: { name: string; quantity: number }[];
  isSent: boolean;
  /** What a consumer agreed to, for the e-mail that confirms the order; empty where no law asks for it. */
  agreed: readonly TextInEmail[];
  /** Null for kinds of e-mails that are not about a refund. */
  refund: RefundInEmail | null;
  /** Null for kinds of e-mails that are not about a code in place of money. */
  credit: CreditInEmail | null;
  /** Null for kinds of e-mails that are not about a return. */
  returned: ReturnInEmail | null;
  /** Set where an order that is confirmed has what was added to another. */
  change?: ChangeInEmail | null;
};

export type TextInEmail = Pick<ShownLegalPage, "title" | "updated" | "html" | "plain">;

type ChangeInEmail = {
  /** Of the order that was changed. */
  number: string;
  /** What was taken off it. */
  goods: { name: string; quantity: number }[];
  /** Minor units that go back in money. */
  back: number;
};

type CreditInEmail = {
  code: string;
  /** Minor units that the code is worth. */
  amount: number;
  /** It is what was left of an earlier code. */
  isRest: boolean;
};

type ReturnInEmail = {
  goods: { name: string; quantity: number }[];
  /** What the merchant answered. */
  words: string | null;
};

export type RefundInEmail = {
  /** Minor units. */
  amount: number;
  /** All or a part of the order's own payment, or all of a second payment. */
  what: "all" | "part" | "second";
  isOutside: boolean;
};
