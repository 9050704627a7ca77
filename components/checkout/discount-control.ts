import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { UpdateOutcome } from "@/lib/checkout/elements/run-update";

export type DiscountChange = { kind: "promotion-code"; code: string } | { kind: "loyalty" | "remove" };

/** A quote whose discounts the shopper can change, on any surface. */
export type DiscountControl = {
  quote: CheckoutQuote;
  update: (change: DiscountChange) => Promise<UpdateOutcome>;
};
