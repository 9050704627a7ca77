import "server-only";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { repricedLines } from "@/lib/quote/repriced-lines";
import type { CalculatedTax, Quote, TaxAddress } from "@/lib/quote/types";
import { stripe } from "@/lib/stripe/client";

/**
 * The tax on top of a quote for an address, by Stripe Tax: one call.
 *
 * @throws Stripe's errors.
 */
export async function calculateTax(quote: Quote, address: TaxAddress): Promise<CalculatedTax> {
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
  return {
    amount: calculation.tax_amount_exclusive,
    calculation: calculation.id,
    address,
    basis: taxBasis(quote),
  };
}

/** Whether a tax that was worked out before is the one of this quote at this address. */
export function isTaxOf(tax: CalculatedTax | undefined, quote: Quote, address: TaxAddress): boolean {
  return tax?.basis === taxBasis(quote) && isSameAddress(tax.address, address);
}

const taxBasis = (quote: Quote) => `${quoteFingerprint(quote)} ${quote.shippingTotal}`;

const isSameAddress = (one: TaxAddress, other: TaxAddress) =>
  one.country === other.country &&
  one.postalCode === other.postalCode &&
  one.state === other.state &&
  one.city === other.city &&
  one.line1 === other.line1;
