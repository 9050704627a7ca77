import type Stripe from "stripe";
import { idKind } from "../../state/ids";

const lineIds = idKind("il");

/** Amount in minor units; negative for what is given back. */
export interface InvoiceLine {
  amount: number;
  description: string;
  item: string;
  price: string;
  product: string;
  proration: boolean;
  quantity: number;
  unitAmount: number;
  period: { start: number; end: number };
}

export function lineOf(
  invoice: string,
  currency: string,
  subscription: string,
  line: InvoiceLine,
): Stripe.InvoiceLineItem {
  return {
    id: lineIds.make(),
    object: "line_item",
    amount: line.amount,
    currency,
    description: line.description,
    discount_amounts: [],
    discountable: !line.proration,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: line.proration,
        proration_details: { credited_items: null },
        subscription,
        subscription_item: line.item,
      },
      type: "subscription_item_details",
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price, product: line.product },
      type: "price_details",
      // Decimals are texts here; the SDK makes objects of them.
      unit_amount_decimal: String(line.unitAmount) as unknown as Stripe.Decimal,
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity) as unknown as Stripe.Decimal,
    subscription,
    subtotal: line.amount,
    taxes: [],
  };
}
