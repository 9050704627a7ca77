import type Stripe from "stripe";
import type { TaxRule } from "../../facts/tax-table";
import type { Local } from "../../state/local";

export type Behavior = "exclusive" | "inclusive";

/** Prices without tax by default. Source: docs.stripe.com/tax, tax behavior. */
const EXCLUSIVE_BY_CUSTOM = new Set(["cad", "usd"]);

/** `txcd_00000000`, Stripe's code for what is never taxed. */
const NONTAXABLE = "txcd_00000000";

/** The behavior of a price; an unspecified one follows the account's tax settings. */
export function behaviorOf(local: Local, given: string | null | undefined, currency: string): Behavior {
  if (given === "inclusive" || given === "exclusive") return given;
  const { behavior } = local.store.settings.tax;
  if (behavior !== "inferred_by_currency") return behavior;
  return EXCLUSIVE_BY_CUSTOM.has(currency) ? "exclusive" : "inclusive";
}

/** The tax code: the line's own, its product's, or the account's. */
export function taxCodeOf(local: Local, own: string | null | undefined, product: string | null): string {
  const code = product === null ? null : local.store.products.get(product)?.tax_code;
  const known = typeof code === "object" ? code?.id : code;
  return own ?? known ?? local.store.settings.tax.code;
}

export function ruleFor(code: string | null, rule: TaxRule | null): TaxRule | null {
  return code === NONTAXABLE ? null : rule;
}

/** @returns minor units; with an inclusive price part of `amount`, otherwise on top */
export function taxOn(amount: number, rule: TaxRule | null, behavior: Behavior): number {
  if (!rule) return 0;
  const rate = rule.percent / 100;
  return Math.round(behavior === "inclusive" ? (amount * rate) / (1 + rate) : amount * rate);
}

/** One tax as sessions list it in a breakdown. */
export function taxEntry(
  amount: number,
  taxable: number,
  rule: TaxRule,
  behavior: Behavior,
): Stripe.LineItem.Tax {
  const inclusive = behavior === "inclusive";
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

/** The tax with one entry per rate, as Stripe sums it up. */
export function byRate(entries: readonly Stripe.LineItem.Tax[]): Stripe.LineItem.Tax[] {
  const found = new Map<string, Stripe.LineItem.Tax>();
  for (const entry of entries) {
    const known = found.get(entry.rate.id);
    found.set(entry.rate.id, {
      ...entry,
      amount: entry.amount + (known?.amount ?? 0),
      taxable_amount: (entry.taxable_amount ?? 0) + (known?.taxable_amount ?? 0),
    });
  }
  return [...found.values()];
}
