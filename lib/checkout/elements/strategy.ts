import type Stripe from "stripe";
import { couponData } from "@/lib/checkout/sessions/coupon-data";
import { listedLines, pricedLines } from "@/lib/checkout/sessions/session-lines";
import type { Quote } from "@/lib/model/quote";
import type { PreviewUpdateParams } from "./preview";

/** How Stripe learns of discounts: docs/discounts.md, decision 9. */
const DISCOUNT_STRATEGIES = ["preview", "line_items"] as const;
type DiscountStrategy = (typeof DISCOUNT_STRATEGIES)[number];

/** A session keeps the strategy it was created with; its metadata says which. */
export const strategyMetadata = (strategy: DiscountStrategy) => ({ discount_strategy: strategy });

export function strategyOf(session: Pick<Stripe.Checkout.Session, "metadata">): DiscountStrategy {
  return session.metadata?.discount_strategy === "preview" ? "preview" : "line_items";
}

/**
 * What an open session must be told of a quote's goods. Its lines say whether they contain the tax, so when that changes they are sent in
 * each strategy.
 */
export function goodsUpdate(
  strategy: DiscountStrategy,
  quote: Quote,
  taxMoved: boolean,
): Partial<Pick<PreviewUpdateParams, "discounts" | "line_items">> {
  if (strategy === "line_items") return { line_items: pricedLines(quote) };
  const coupon_data = couponData(quote);
  return {
    ...(taxMoved && { line_items: listedLines(quote) }),
    discounts: coupon_data ? [{ coupon_data }] : "",
  };
}
