import type { VariantId } from "@/lib/base/ids";

/** So many pieces of one line of an order; an order has one line a variant. */
export type LinePieces = { variantId: VariantId; quantity: number };

/** Stripe's codes. With `fraudulent` Stripe blocks the card and the e-mail address. */
export const REFUND_REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** What a merchant wants to give back. Without lines, delivery and amount it is all that is left; an empty list of lines is none. */
export type RefundTerms = {
  /** Minor units beside lines and delivery; null for none, or for all that is left. */
  amount: number | null;
  /** Given back at what was paid for them. */
  lines?: readonly LinePieces[];
  /** Minor units of the lines that went back before, as an amount that named no line. */
  givenBefore?: number;
  /** What is left of the delivery, or minor units of it, with the tax on top. */
  delivery?: true | number;
  /** Which payment of an order that was paid twice; null when there is one payment. */
  payment: "own" | "second" | null;
  /** Which pieces can be sold again: all of the order's, or some. */
  restock: boolean | readonly LinePieces[];
  outside: boolean;
  reason?: RefundReason;
  note?: string;
};

/** Minor units of a part of an order: `amount = goods - discount + taxAdded`, and `taxIncluded` is inside it. */
export type PartShare = {
  /** At the prices of the quote. */
  goods: number;
  discount: number;
  taxAdded: number;
  taxIncluded: number;
  amount: number;
};

/** How a refund divides, in minor units: `amount` is the sum of lines, delivery and `free`, less `alreadyGiven`. */
export type RefundShare = {
  amount: number;
  lines: (LinePieces & PartShare)[];
  /** `goods` is the rate as it was charged, after its discounts. */
  delivery: PartShare;
  /** Beside lines and delivery. */
  free: number;
  /** What of the lines and the delivery went back before, as an amount that named no line. */
  alreadyGiven: number;
  /** The tax of the whole refund. */
  taxAdded: number;
  taxIncluded: number;
};
