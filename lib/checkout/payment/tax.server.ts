import "server-only";
import { repricedLines } from "@/lib/quote/repriced-lines";
import type { Quote, TaxAddress } from "@/lib/quote/types";
import { stripe } from "@/lib/stripe/client";

/**
 * The tax on top of a quote for an address, by Stripe Tax. Undefined when there is none.
 *
 * @throws Stripe's errors.
 */
export async function calculateTax(quote: Quote, address: TaxAddress): Promise<Quote["calculatedTax"]> {
  const calculation = await stripe().tax.calculations.create({
    currency: quote.currency,
    line_items: repricedLines(quote).map(({ line, unitAmount, quantity }, index) => ({
      reference: `${line.sku}-${index}`,
      amount: unitAmount * quantity,
      quantity,
      tax_behavior: "exclusive",
    })),
    shipping_cost: { amount: quote.shippingTotal, tax_behavior: "exclusive" },
    customer_details: {
      address: {
        country: address.country,
        postal_code: address.postalCode ?? "",
        state: address.state ?? "",
        city: address.city ?? "",
        line1: address.line1 ?? "",
      },
      address_source: "shipping",
    },
  });
  const amount = calculation.tax_amount_exclusive;
  if (amount === 0 || !calculation.id) return undefined;
  return { amount, calculation: calculation.id, address };
}
