import type Stripe from "stripe";
import { taxRuleAt } from "../../facts/tax-table";
import type { Local } from "../../state/local";
import { requireCustomer } from "../customers/customers";
import { couponNow } from "../discounts/discounts";
import { spreadDiscount } from "../discounts/spread";
import { behaviorOf, ruleFor, taxCodeOf, taxOn } from "../tax-settings/tax";
import { type InvoiceLine, lineOf } from "./lines";

/** What an invoice is made of. */
export interface InvoiceContent {
  id: string;
  customer: string;
  currency: string;
  subscription: string | null;
  lines: InvoiceLine[];
  /** Ids of discounts, in the order in which they are taken off. */
  discounts: string[];
  taxed: boolean;
}

/** Lines, discounts and taxes of an invoice, in minor units. */
export function amountsOf(local: Local, content: InvoiceContent) {
  const { lines } = content;
  const off = discountsOf(local, content);
  const customer = requireCustomer(local, content.customer);
  const address = customer.shipping?.address ?? customer.address ?? null;
  const place = address?.country ? { country: address.country, state: address.state } : null;
  const rule = content.taxed && place ? taxRuleAt(place) : null;
  const data = lines.map((line, index) => {
    const price = line.price === null ? undefined : local.store.prices.get(line.price);
    const behavior = behaviorOf(local, price?.tax_behavior, content.currency);
    const its = ruleFor(taxCodeOf(local, null, line.product), rule);
    const discounts = off[index] ?? [];
    const taxable = line.amount - discounts.reduce((sum, { amount }) => sum + amount, 0);
    const tax = its && { amount: taxOn(taxable, its, behavior), rule: its, behavior };
    return lineOf({ ...content, invoice: content.id }, line, { discounts, tax });
  });
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const total_discount_amounts = content.discounts.map((discount) => ({
    discount,
    amount: data
      .flatMap((line) => line.discount_amounts ?? [])
      .filter((entry) => entry.discount === discount)
      .reduce((sum, { amount }) => sum + amount, 0),
  }));
  const total_taxes = taxesByRate(data.flatMap(({ taxes }) => taxes ?? []));
  const sumOf = (behavior: string) =>
    total_taxes.reduce((sum, tax) => sum + (tax.tax_behavior === behavior ? tax.amount : 0), 0);
  const taken = total_discount_amounts.reduce((sum, { amount }) => sum + amount, 0);
  const total = subtotal - taken + sumOf("exclusive");
  const status: Stripe.Invoice.AutomaticTax["status"] = place ? "complete" : "requires_location_inputs";
  return {
    lines: { object: "list" as const, data, has_more: false, url: `/v1/invoices/${content.id}/lines` },
    subtotal,
    subtotal_excluding_tax: subtotal - sumOf("inclusive"),
    total,
    total_discount_amounts,
    total_excluding_tax: total - sumOf("exclusive") - sumOf("inclusive"),
    total_pretax_credit_amounts: total_discount_amounts.map(({ amount, discount }) => ({
      amount,
      discount,
      type: "discount" as const,
    })),
    total_taxes,
    automatic_tax: {
      disabled_reason: null,
      enabled: content.taxed,
      liability: content.taxed ? { type: "self" as const } : null,
      provider: content.taxed ? ("stripe" as const) : null,
      status: content.taxed ? status : null,
    },
  };
}

/** By line, what each discount takes off. Prorations have it in their amount. */
function discountsOf(local: Local, { lines, discounts }: InvoiceContent) {
  const taken = lines.map((): { amount: number; discount: string }[] => []);
  const rest = lines.map(({ amount, proration }) => (proration ? 0 : Math.max(0, amount)));
  for (const discount of discounts) {
    const shares = spreadDiscount(
      couponNow(local, discount, local.now()),
      lines.map(({ product }, index) => ({ amount: rest[index] ?? 0, product: product ?? "" })),
    );
    shares.forEach((amount, index) => {
      if (amount === 0) return;
      taken[index]?.push({ amount, discount });
      rest[index] = (rest[index] ?? 0) - amount;
    });
  }
  return taken;
}

function taxesByRate(taxes: Stripe.InvoiceLineItem.Tax[]): Stripe.Invoice.TotalTax[] {
  const found = new Map<string, Stripe.Invoice.TotalTax>();
  for (const tax of taxes) {
    const key = tax.tax_rate_details?.tax_rate ?? "";
    const known = found.get(key);
    found.set(key, {
      ...tax,
      amount: tax.amount + (known?.amount ?? 0),
      taxable_amount: (tax.taxable_amount ?? 0) + (known?.taxable_amount ?? 0),
    });
  }
  return [...found.values()];
}
