import type { PriceId, VariantId } from "@/lib/ids";
import type { Currency } from "@/lib/money";

/** Amounts are minor units of the quote's currency. */
export type QuoteLine = {
  variantId: VariantId;
  sku: string;
  priceId: PriceId;
  productSlug: string;
  /** In the shopper's language, without the options. */
  productName: string;
  /** "Sand / M"; empty for a product with one variant. */
  optionLabel: string;
  image: string;
  unitAmount: number;
  quantity: number;
  /** unitAmount x quantity. */
  total: number;
};

export type AppliedDiscount = {
  code?: string;
  name: string;
  reason: string;
  amount: number;
};

export const SHIPPING_SPEEDS = ["standard", "express"] as const;
export type ShippingSpeed = (typeof SHIPPING_SPEEDS)[number];

export type ShippingRate = {
  speed: ShippingSpeed;
  name: string;
  amount: number;
  /** Business days, inclusive. */
  minDays: number;
  maxDays: number;
};

/**
 * What the server asks for: made once by `makeQuote`, then only read. `total` takes the cheapest rate on offer;
 * which rate the shopper picked, and a tax that Stripe computes, are known when the order settles.
 */
export type Quote = {
  revision: number;
  currency: Currency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  lines: QuoteLine[];
  subtotal: number;
  discounts: AppliedDiscount[];
  discountTotal: number;
  shippingRates: ShippingRate[];
  shippingTotal: number;
  /** `included`: prices contain it. `stripe`: Stripe Tax adds it to the total on its page. */
  tax: "included" | "stripe";
  total: number;
};
