import { describe, expect, it } from "vitest";
import type { CalculatedTax } from "@/lib/model/quote";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { newQuoteTax, taxOf } from "@/lib/quote/quote-tax";
import { aQuote } from "@/tests/support/quotes";

describe("how a new quote is taxed", () => {
  it.each([
    [false, true, { tax: "included" }],
    [false, false, { tax: "none" }],
    [true, true, { tax: "stripe", taxBehavior: "inclusive" }],
    [true, false, { tax: "stripe", taxBehavior: "exclusive" }],
  ])("with Stripe Tax %s and prices that include it %s", (STRIPE_TAX, STORE_PRICES_INCLUDE_TAX, tax) => {
    expect(newQuoteTax({ STRIPE_TAX, STORE_PRICES_INCLUDE_TAX })).toEqual(tax);
  });

  it("is kept in its later revisions", () => {
    const tax = { tax: "stripe", taxBehavior: "exclusive" } as const;
    expect(taxOf(aQuote(tax))).toEqual(tax);
    expect(taxOf(aQuote({ tax: "none" }))).toStrictEqual({ tax: "none" });
  });
});

describe("a tax that was worked out", () => {
  const quote = aQuote();
  const taxed = (tax: Pick<CalculatedTax, "amount" | "included">) => ({
    ...quote,
    calculatedTax: {
      ...tax,
      calculation: "taxcalc_1",
      address: { country: "FR", postalCode: null, state: null, city: null, line1: null },
      basis: "",
    },
  });

  it("is collected as far as it is on top of the prices", () => {
    expect(amountDue(quote)).toBe(quote.total);
    expect(amountDue(taxed({ amount: 300, included: 200 }))).toBe(quote.total + 300);
  });

  it("is told whole, and what of it is on top", () => {
    expect(calculatedTaxes(quote)).toEqual({ taxTotal: 0, taxAdded: 0 });
    expect(calculatedTaxes(taxed({ amount: 300, included: 200 }))).toEqual({ taxTotal: 500, taxAdded: 300 });
    expect(calculatedTaxes(taxed({ amount: 300 }))).toEqual({ taxTotal: 300, taxAdded: 300 });
  });
});
