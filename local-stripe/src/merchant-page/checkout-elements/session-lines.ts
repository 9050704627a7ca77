import type { StripeCheckoutDiscountAmount, StripeCheckoutLineItem } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { MakeAmount } from "./session-amounts";

interface DiscountEntry {
  amount: number;
  discount: Stripe.Discount;
}

/** By the coupon's name, or its promotion code. */
export function discountAmount(
  { amount, discount }: DiscountEntry,
  make: MakeAmount,
): StripeCheckoutDiscountAmount {
  const coupon = typeof discount.source?.coupon === "object" ? discount.source.coupon : null;
  const code = typeof discount.promotion_code === "object" ? (discount.promotion_code?.code ?? null) : null;
  return {
    ...make(amount),
    displayName: coupon?.name ?? code ?? "",
    promotionCode: code,
    recurring: null,
    percentOff: coupon?.percent_off ?? null,
  };
}

/** A line as Stripe.js gives it. */
export function lineItem(line: Stripe.LineItem, make: MakeAmount): StripeCheckoutLineItem {
  const product =
    typeof line.price?.product === "object" && !line.price.product.deleted ? line.price.product : null;
  const adjustable = line.adjustable_quantity?.enabled ? line.adjustable_quantity : null;
  const added = line.amount_total - (line.amount_subtotal - line.amount_discount);
  return {
    id: line.id,
    name: product?.name ?? line.description ?? "",
    discount: make(line.amount_discount),
    subtotal: make(line.amount_subtotal),
    total: make(line.amount_total),
    taxExclusive: make(added),
    taxInclusive: make(line.amount_tax - added),
    unitAmount: make(line.price?.unit_amount),
    unitAmountDecimal: null,
    description: product?.description ?? null,
    quantity: line.quantity ?? 1,
    unitLabel: product?.unit_label ?? null,
    discountAmounts: line.discounts?.map((entry) => discountAmount(entry, make)) ?? null,
    taxAmounts:
      line.taxes?.map(({ amount, rate }) => ({
        ...make(amount),
        inclusive: rate.inclusive,
        displayName: rate.display_name,
        percentage: rate.percentage,
      })) ?? null,
    recurring: null,
    adjustableQuantity: adjustable && { minimum: adjustable.minimum ?? 0, maximum: adjustable.maximum ?? 99 },
    images: product?.images ?? [],
    priceId: line.price?.id ?? "",
    isRemovable: adjustable !== null && (adjustable.minimum ?? 0) === 0,
    pricing: null,
    transformQuantity: null,
  };
}
