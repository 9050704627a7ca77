import type Stripe from "stripe";
import type { TaxRule } from "./tax-table";

/** @returns minor units; with an inclusive price the tax is a part of `amount`, else it comes on top */
export function taxOn(amount: number, rule: TaxRule | null, inclusive: boolean): number {
  if (!rule) return 0;
  const rate = rule.percent / 100;
  return Math.round(inclusive ? (amount * rate) / (1 + rate) : amount * rate);
}

/** One tax as sessions list it in a breakdown. */
export function taxEntry(
  amount: number,
  taxable: number,
  rule: TaxRule,
  inclusive: boolean,
): Stripe.LineItem.Tax {
  return {
    amount,
    rate: {
      id: `txr_local_${rule.country}${rule.state ?? ""}${inclusive ? "_inclusive" : ""}`,
      object: "tax_rate",
      active: true,
      country: rule.country,
      created: 0,
      description: null,
      display_name: rule.name,
      effective_percentage: rule.percent,
      flat_amount: null,
      inclusive,
      jurisdiction: rule.state ?? rule.country,
      jurisdiction_level: rule.state ? "state" : "country",
      livemode: false,
      metadata: {},
      percentage: rule.percent,
      rate_type: "percentage",
      state: rule.state,
      tax_type: rule.name === "VAT" ? "vat" : "sales_tax",
    },
    taxability_reason: "standard_rated",
    taxable_amount: inclusive ? taxable - amount : taxable,
  };
}
