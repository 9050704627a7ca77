import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { UpdateOutcome } from "@/lib/checkout/elements/run-update";

export type DiscountChange = { kind: "promotion-code"; code: string } | { kind: "loyalty" | "remove" };

/** On any surface. */
export type DiscountControl = {
  quote: CheckoutQuote;
  update: (change: DiscountChange) => Promise<UpdateOutcome>;
};
