import type Stripe from "stripe";
import type { TaxRule } from "../../facts/tax-table";
import type { CalculationLine, TaxBreakdown } from "../../state/records";
import { type Behavior, ruleFor, taxOn } from "../tax-settings/tax";

/** The address, and who is taxed. */
export interface TaxPlace {
  country: string;
  state: string | null;
  rule: TaxRule | null;
  override: "customer_exempt" | "none" | "reverse_charge";
}

interface Taxed {
  amount: number;
  amount_tax: number;
  tax_behavior: Behavior;
  tax_breakdown: TaxBreakdown[];
}

/** The tax of an amount, in minor units; with an inclusive price it is part of the amount. */
export function taxed(amount: number, behavior: Behavior, code: string, place: TaxPlace): Taxed {
  const rule = place.override === "none" ? ruleFor(code, place.rule) : null;
  const tax = taxOn(amount, rule, behavior);
  const breakdown: TaxBreakdown = {
    amount: tax,
    jurisdiction: {
      country: place.country,
      display_name: place.rule?.state ?? place.country,
      level: place.rule?.state ? "state" : "country",
      state: place.rule?.state ?? null,
    },
    sourcing: "destination",
    tax_rate_details: rule && {
      display_name: rule.name,
      percentage_decimal: decimal(rule),
      tax_type: taxType(rule),
    },
    taxability_reason: rule === null && place.rule !== null ? exemption(place) : reasonAt(place),
    taxable_amount: rule ? (behavior === "inclusive" ? amount - tax : amount) : 0,
  };
  return { amount, amount_tax: tax, tax_behavior: behavior, tax_breakdown: [breakdown] };
}

/** The breakdown: one entry per kind of price, added or included. */
export function totalBreakdown(parts: Taxed[], place: TaxPlace): Stripe.Tax.Calculation.TaxBreakdown[] {
  const rule = place.override === "none" ? place.rule : null;
  return (["exclusive", "inclusive"] as const).flatMap((behavior) => {
    const same = parts.filter((part) => part.tax_behavior === behavior);
    if (same.length === 0) return [];
    const entries = same.flatMap((part) => part.tax_breakdown);
    return [
      {
        amount: sum(entries.map((entry) => entry.amount)),
        inclusive: behavior === "inclusive",
        tax_rate_details: {
          country: place.country,
          flat_amount: null,
          percentage_decimal: rule ? decimal(rule) : "0.0",
          rate_type: rule ? ("percentage" as const) : null,
          state: place.state,
          tax_type: rule && taxType(rule),
        },
        taxability_reason: reasonAt(place),
        taxable_amount: sum(entries.map((entry) => entry.taxable_amount)),
      },
    ];
  });
}

export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** The tax inside or on top of an amount, in minor units. */
export function taxIn(
  parts: Pick<CalculationLine, "amount_tax" | "tax_behavior">[],
  behavior: Behavior,
): number {
  return sum(parts.map((part) => (part.tax_behavior === behavior ? part.amount_tax : 0)));
}

/** Why no tax is due. */
const exemption = ({ override }: TaxPlace) => (override === "none" ? "product_exempt" : override);

function reasonAt({ rule, override }: TaxPlace) {
  if (override !== "none") return override;
  return rule ? "standard_rated" : "not_collecting";
}

function decimal({ percent }: TaxRule): string {
  return Number.isInteger(percent) ? percent.toFixed(1) : String(percent);
}

function taxType({ name }: TaxRule): "sales_tax" | "vat" {
  return name === "VAT" ? "vat" : "sales_tax";
}
