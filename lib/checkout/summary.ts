import type { CartView } from "@/lib/cart/view";
import type { Currency } from "@/lib/money";
import type { OrderView } from "@/lib/orders/view";
import type { CheckoutTexts } from "./texts";

/** What the checkout shows beside the form. Amounts are minor units. */
export type CheckoutSummary = {
  currency: Currency;
  lines: { key: string; name: string; option: string; quantity: number; total: number; image: string }[];
  /** Null: not known before the shopper has chosen. */
  rows: { key: string; label: string; amount: number | null }[];
};

export function cartSummary(cart: CartView, texts: CheckoutTexts): CheckoutSummary {
  return {
    currency: cart.currency,
    lines: cart.lines.map((line) => ({
      key: line.variantId,
      name: line.name,
      option: line.option,
      quantity: line.quantity,
      total: line.unitAmount * line.quantity,
      image: line.image,
    })),
    rows: [
      { key: "subtotal", label: texts.subtotal, amount: cart.subtotal },
      { key: "delivery", label: texts.delivery, amount: null },
    ],
  };
}

export function orderSummary(order: OrderView, texts: CheckoutTexts): CheckoutSummary {
  return {
    currency: order.currency,
    lines: order.lines.map((line, index) => ({
      key: String(index),
      name: line.name,
      option: "",
      quantity: line.quantity,
      total: line.total,
      image: line.image,
    })),
    rows: [
      { key: "subtotal", label: texts.subtotal, amount: order.subtotal },
      ...order.discounts.map((discount, index) => ({
        key: `discount-${index}`,
        label: discount.name,
        amount: -discount.amount,
      })),
      { key: "delivery", label: texts.delivery, amount: null },
    ],
  };
}
