import type { Quote } from "@/lib/model/quote";

export type QuoteTax = Pick<Quote, "tax" | "taxBehavior">;

type Settings = { STRIPE_TAX: boolean; STORE_PRICES_INCLUDE_TAX: boolean };

/** The tax rule that the settings give a new quote. A later revision keeps the rule, because Stripe already has it. */
export function newQuoteTax({ STRIPE_TAX, STORE_PRICES_INCLUDE_TAX }: Settings): QuoteTax {
  if (!STRIPE_TAX) return { tax: STORE_PRICES_INCLUDE_TAX ? "included" : "none" };
  return { tax: "stripe", taxBehavior: STORE_PRICES_INCLUDE_TAX ? "inclusive" : "exclusive" };
}

export const taxOf = ({ tax, taxBehavior }: Quote): QuoteTax => ({
  tax,
  ...(taxBehavior && { taxBehavior }),
});
