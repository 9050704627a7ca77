import "server-only";
import type Stripe from "stripe";
import { storedState } from "@/lib/addresses/check";
import type { CalculatedTax, Quote, StripeGoods, TaxAddress } from "@/lib/model/quote";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { discountedLines } from "@/lib/quote/repriced-lines";
import { stripe } from "@/lib/stripe/client";

/** Stripe's tax code for delivery. Source: docs.stripe.com/tax/tax-codes. */
const DELIVERY_TAX_CODE = "txcd_92010001";

/**
 * A quote's tax by Stripe Tax, with one call to Stripe, or none when nothing is taxable.
 * @throws Stripe's errors
 */
export async function calculateTax(quote: Quote, address: TaxAddress): Promise<CalculatedTax> {
  const known = { address, basis: taxBasis(quote) };
  const params = calculationParams(quote, address);
  if (!params) return { amount: 0, included: 0, calculation: null, ...known };
  const calculation = await stripe().tax.calculations.create(params);
  return {
    amount: calculation.tax_amount_exclusive,
    included: calculation.tax_amount_inclusive,
    calculation: calculation.id,
    ...known,
  };
}

/** The same lines as in a Checkout Session, so that the tax is equal. Stripe takes positive amounts only. Null when all is free. Pure. */
function calculationParams(quote: Quote, address: TaxAddress): Stripe.Tax.CalculationCreateParams | null {
  const tax_behavior = quote.taxBehavior ?? "exclusive";
  const goods = discountedLines(quote)
    .filter(({ total }) => total > 0)
    .map(({ line, total }, index) => ({
      reference: `${line.sku}-${index}`,
      amount: total,
      quantity: line.quantity,
      tax_behavior,
      ...taxedAs(line.stripe),
    }));
  const amount = quote.shippingTotal;
  const delivery = { reference: "delivery", amount, tax_behavior, tax_code: DELIVERY_TAX_CODE };
  if (goods.length === 0 && amount === 0) return null;
  return {
    currency: quote.currency,
    line_items: goods.length > 0 ? goods : [delivery],
    ...(goods.length > 0 && amount > 0 && { shipping_cost: { amount, tax_behavior } }),
    customer_details: {
      address: {
        country: address.country,
        postal_code: address.postalCode ?? "",
        state: storedState(address.country, address.state ?? ""),
        city: address.city ?? "",
        line1: address.line1 ?? "",
      },
      address_source: "shipping",
    },
  };
}

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

/** A Product has its own tax code. */
function taxedAs(goods: StripeGoods | undefined): { product?: string; tax_code?: string } {
  if (goods?.productId) return { product: goods.productId };
  return goods?.taxCode ? { tax_code: goods.taxCode } : {};
}
