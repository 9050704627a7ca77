import { env } from "@/lib/config/env";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";
import type { PriceTaxBehavior } from "@/lib/model/quote";
import type { TaxBehavior } from "@/lib/model/tax-behavior";

const BEHAVIORS: readonly PriceTaxBehavior[] = ["inclusive", "exclusive", "unspecified"];

/** `txcd_…`; null when the account's default applies. */
export function taxCodeOf({ tax_code }: Pick<ProductAtStripe, "tax_code">): string | null {
  return typeof tax_code === "string" ? tax_code : (tax_code?.id ?? null);
}

export function taxBehaviorOf({ tax_behavior }: Pick<PriceAtStripe, "tax_behavior">): PriceTaxBehavior {
  return BEHAVIORS.find((known) => known === tax_behavior) ?? "unspecified";
}

export const wantedTaxBehavior = (): TaxBehavior =>
  env().STORE_PRICES_INCLUDE_TAX ? "inclusive" : "exclusive";

/**
 * Whether a new Price must replace this one, as Stripe never changes a Price's tax behavior. Without Stripe Tax that has no
 * effect, and the Price stays.
 */
export function hasOtherTaxBehavior(price: Pick<PriceAtStripe, "tax_behavior">): boolean {
  const says = taxBehaviorOf(price);
  return env().STRIPE_TAX && says !== "unspecified" && says !== wantedTaxBehavior();
}
