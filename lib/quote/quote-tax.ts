import { type Currency, chargeStep } from "@/lib/base/money";
import type { DeliveryZone } from "@/lib/model/delivery";
import type { Quote } from "@/lib/model/quote";
import type { TaxBehavior } from "@/lib/model/tax-behavior";

export type QuoteTax = Pick<Quote, "tax" | "taxBehavior">;

type Settings = { STRIPE_TAX: boolean; STORE_PRICES_INCLUDE_TAX: boolean };

type Zone = Pick<DeliveryZone, "taxBehavior">;

/** Whether prices contain the tax: the zone says it, or else the settings. */
export const taxBehaviorIn = (
  { STORE_PRICES_INCLUDE_TAX }: Pick<Settings, "STORE_PRICES_INCLUDE_TAX">,
  { taxBehavior }: Zone,
): TaxBehavior => taxBehavior ?? (STORE_PRICES_INCLUDE_TAX ? "inclusive" : "exclusive");

/** The tax rule of a new quote. */
export function newQuoteTax({ STRIPE_TAX, ...settings }: Settings, zone: Zone): QuoteTax {
  const taxBehavior = taxBehaviorIn(settings, zone);
  if (!STRIPE_TAX) return { tax: taxBehavior === "inclusive" ? "included" : "none" };
  return { tax: "stripe", taxBehavior };
}

/** The tax rule of a quote whose delivery moves to another zone. Whether Stripe calculates the tax stays, because Stripe's object can't change it. */
export const movedQuoteTax = (before: QuoteTax, settings: Settings, zone: Zone): QuoteTax =>
  newQuoteTax({ ...settings, STRIPE_TAX: before.tax === "stripe" }, zone);

export const taxOf = ({ tax, taxBehavior }: Quote): QuoteTax => ({
  tax,
  ...(taxBehavior && { taxBehavior }),
});

/** Whether amounts with the tax on top can be charged: a currency of whole units or tenths has no price for them. */
export const isChargeableWith = ({ taxBehavior }: QuoteTax, currency: Currency): boolean =>
  taxBehavior !== "exclusive" || chargeStep(currency) === 1;
