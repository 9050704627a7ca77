import type Stripe from "stripe";
import type { TaxRule } from "../../facts/tax-table";
import { idKind } from "../../state/ids";
import { type Behavior, taxEntry } from "../tax-settings/tax";

const lineIds = idKind("il");

/** Amount in minor units; negative for what is given back. */
export interface InvoiceLine {
  amount: number;
  description: string | null;
  /** The item of a subscription; null for what stands beside it. */
  item: string | null;
  /** The invoice item that it was made of. */
  invoiceItem: string | null;
  price: string | null;
  product: string | null;
  proration: boolean;
  quantity: number;
  unitAmount: number;
  metadata: Record<string, string>;
  period: { start: number; end: number };
}

/** What a line costs in the end. */
interface LineAmounts {
  discounts: { amount: number; discount: string }[];
  tax: { amount: number; rule: TaxRule; behavior: Behavior } | null;
}

interface Owner {
  invoice: string;
  currency: string;
  subscription: string | null;
}

export function lineOf(
  { invoice, currency, subscription }: Owner,
  line: InvoiceLine,
  { discounts, tax }: LineAmounts,
): Stripe.InvoiceLineItem {
  const discounted = line.amount - discounts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id: lineIds.make(),
    object: "line_item",
    amount: line.amount,
    currency,
    description: line.description,
    discount_amounts: discounts,
    discountable: !line.proration,
    discounts: discounts.map(({ discount }) => discount),
    invoice,
    livemode: false,
    metadata: line.metadata,
    parent: parentOf(line, subscription),
    period: line.period,
    pretax_credit_amounts: discounts.map(({ amount, discount }) => ({ amount, discount, type: "discount" })),
    pricing: line.price
      ? {
          price_details: { price: line.price, product: line.product ?? "" },
          type: "price_details",
          // Decimals are texts here; the SDK makes objects of them.
          unit_amount_decimal: String(line.unitAmount) as unknown as Stripe.Decimal,
        }
      : null,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity) as unknown as Stripe.Decimal,
    subscription,
    subtotal: line.amount,
    taxes: tax ? [taxOfLine(tax, discounted)] : [],
  };
}

function parentOf(line: InvoiceLine, subscription: string | null): Stripe.InvoiceLineItem.Parent {
  const proration_details = { credited_items: null };
  if (line.item !== null && subscription !== null) {
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: line.invoiceItem,
        proration: line.proration,
        proration_details,
        subscription,
        subscription_item: line.item,
      },
      type: "subscription_item_details",
    };
  }
  return {
    invoice_item_details: {
      invoice_item: line.invoiceItem ?? "",
      proration: line.proration,
      proration_details,
      subscription,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

function taxOfLine(
  { amount, rule, behavior }: NonNullable<LineAmounts["tax"]>,
  taxable: number,
): Stripe.InvoiceLineItem.Tax {
  const entry = taxEntry(amount, taxable, rule, behavior);
  return {
    amount,
    tax_behavior: behavior,
    tax_rate_details: { tax_rate: entry.rate.id },
    taxability_reason: "standard_rated",
    taxable_amount: entry.taxable_amount,
    type: "tax_rate_details",
  };
}
