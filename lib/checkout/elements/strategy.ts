import type Stripe from "stripe";
import { couponData } from "@/lib/checkout/sessions/coupon-data";
import { pricedLines } from "@/lib/checkout/sessions/session-lines";
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

export function discountUpdate(
  strategy: DiscountStrategy,
  quote: Quote,
): Pick<PreviewUpdateParams, "discounts"> | Pick<Stripe.Checkout.SessionUpdateParams, "line_items"> {
  if (strategy === "line_items") return { line_items: pricedLines(quote) };
  const coupon_data = couponData(quote);
  return { discounts: coupon_data ? [{ coupon_data }] : "" };
}
