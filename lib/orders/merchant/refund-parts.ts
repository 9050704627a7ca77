import type { VariantId } from "@/lib/base/ids";
import { allocate, type Currency, chargeStep } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import type { PartShare } from "@/lib/model/refund";
import { taxParts } from "@/lib/orders/views/order-view";
import { discountedLines } from "@/lib/quote/repriced-lines";

/** What an order's total is made of, in minor units: the lines and the delivery add up to it. */
export type RefundParts = {
  /** Every amount that Stripe gives back is a multiple of it. */
  step: number;
  lines: (PartShare & { variantId: VariantId; quantity: number })[];
  delivery: PartShare;
  taxAdded: number;
  taxIncluded: number;
};

export type PaidOrder = {
  quote: Quote;
  currency: Currency;
  shippingTotal: number;
  taxTotal: number;
  taxAdded: number | null;
};

/** Divides an order's discounts over its lines as Stripe was told them, and its tax over lines and delivery by what they cost. */
export function refundParts(order: PaidOrder): RefundParts {
  const { quote, shippingTotal } = order;
  const lines = discountedLines(quote);
  const nets = [...lines.map(({ total }) => total), shippingTotal];
  const { added, included } = taxParts(order);
  const taxesAdded = allocate(added, nets);
  const taxesIncluded = allocate(included, nets);
  const part = (index: number, goods: number, discount: number): PartShare => {
    const taxAdded = taxesAdded[index] ?? 0;
    const taxIncluded = taxesIncluded[index] ?? 0;
    return { goods, discount, taxAdded, taxIncluded, amount: goods - discount + taxAdded };
  };
  return {
    step: chargeStep(order.currency),
    lines: lines.map(({ line, total }, index) => ({
      variantId: line.variantId,
      quantity: line.quantity,
      ...part(index, line.total, line.total - total),
    })),
    delivery: part(lines.length, shippingTotal, 0),
    taxAdded: added,
    taxIncluded: included,
  };
}
