import type { Texts } from "@/i18n/messages";
import type { Currency } from "@/lib/base/money";
import type { CartView } from "@/lib/cart/view";
import type { Quote } from "@/lib/model/quote";
import type { OrderView } from "@/lib/orders/views/order-view";
import { quoteFingerprint } from "@/lib/quote/fingerprint";

/** What the checkout shows beside its form. Amounts are minor units. */
export type CheckoutSummary = {
  currency: Currency;
  lines: { key: string; name: string; option: string; quantity: number; total: number; image: string }[];
  /** An amount is null while it depends on the shopper's choice. */
  rows: { key: string; label: string; amount: number | null }[];
  refused: { name: string | null; code: string | null; reason: string }[];
  /** Names the cart's price that the shopper saw, and is sent when the checkout starts. Null for an order, or when the cart has no price. */
  agreement: string | null;
};

type Discount = { name: string; amount: number };

export function cartSummary(cart: CartView, quote: Quote | null, texts: Texts<"checkout">): CheckoutSummary {
  const { discounts, refusedDiscounts = [] }: Pick<Quote, "discounts" | "refusedDiscounts"> = quote ?? {
    discounts: [],
  };
  return {
    agreement: quote && quoteFingerprint(quote),
    currency: cart.currency,
    lines: cart.lines.map((line) => ({
      key: line.variantId,
      name: line.name,
      option: line.option,
      quantity: line.quantity,
      total: line.unitAmount * line.quantity,
      image: line.image,
    })),
    rows: rows(cart.subtotal, discounts, texts),
    refused: refusedDiscounts.map(({ name = null, code = null, reason }) => ({ name, code, reason })),
  };
}

export function orderSummary(order: OrderView, texts: Texts<"checkout">): CheckoutSummary {
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
    rows: rows(order.subtotal, order.discounts, texts),
    refused: [],
    agreement: null,
  };
}

/** A discount that is only on delivery is left out, because the form shows it with the delivery. */
function rows(
  subtotal: number,
  discounts: readonly Discount[],
  texts: Texts<"checkout">,
): CheckoutSummary["rows"] {
  return [
    { key: "subtotal", label: texts.subtotal, amount: subtotal },
    ...discounts
      .filter(({ amount }) => amount > 0)
      .map(({ name, amount }, index) => ({ key: `discount-${index}`, label: name, amount: -amount })),
    { key: "delivery", label: texts.delivery, amount: null },
  ];
}
